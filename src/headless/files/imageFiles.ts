import { readdirSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

const IMAGE_EXTENSIONS = new Set([
  '.tif',
  '.tiff',
  '.png',
  '.jpg',
  '.jpeg',
  '.bmp',
  '.gif',
  '.webp',
]);

/** What `segment` writes; a second run over the same folder must not take it for input. */
const RESULT_NAME = /\.labels\.tif$/i;

/** An image that a command works on. */
export interface ImageFile {
  /** Path as people know it: the argument, joined with what lies below it. */
  readonly path: string;
  /** Path below the folder that was named; the file's name when it was named itself. */
  readonly relativePath: string;
}

/** Images found, and the arguments where there were none. */
export interface FoundImages {
  readonly images: readonly ImageFile[];
  readonly failures: readonly { readonly file: string; readonly message: string }[];
}

/**
 * Images that the arguments name: a file whatever its extension, of a folder every image below it,
 * sorted by name; hidden files, hidden folders and label images that `segment` wrote are left out.
 */
export function findImages(inputs: readonly string[]): FoundImages {
  const images: ImageFile[] = [];
  const failures: { file: string; message: string }[] = [];
  for (const input of inputs) {
    const stats = statSync(input, { throwIfNoEntry: false });
    if (!stats) {
      failures.push({ file: input, message: 'There is no such file or folder.' });
    } else if (stats.isDirectory()) {
      const found = walk(input, input);
      if (found.length === 0) failures.push({ file: input, message: 'No images in this folder.' });
      images.push(...found);
    } else {
      images.push({ path: input, relativePath: relative(join(input, '..'), input) });
    }
  }
  return { images, failures };
}

function walk(folder: string, root: string): ImageFile[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path, root);
    const isImage = IMAGE_EXTENSIONS.has(extname(path).toLowerCase());
    return isImage && !RESULT_NAME.test(path) ? [{ path, relativePath: relative(root, path) }] : [];
  });
}
