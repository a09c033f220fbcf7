import { dirname, join } from 'node:path';
import { findImages, type ImageFile } from './imageFiles.ts';
import { stem } from './resultNames.ts';

/** An image and the file that holds its truth. */
export interface LabelledImage {
  readonly image: ImageFile;
  readonly labelPath: string;
}

/** Pairs found, and the images without one. */
export interface FoundPairs {
  readonly pairs: readonly LabelledImage[];
  readonly failures: readonly { readonly file: string; readonly message: string }[];
}

/**
 * Pairs of `folder/images` and `folder/labels` by their path below these, extensions left out.
 *
 * @param only part of the name that an image must have; empty takes all
 */
export function pairImages(folder: string, only: string): FoundPairs {
  const found = findImages([join(folder, 'images')]);
  const labels = findImages([join(folder, 'labels')]);
  const labelsByKey = new Map(labels.images.map((label) => [pairKey(label), label.path]));
  const failures = [...found.failures, ...labels.failures];
  const pairs: LabelledImage[] = [];
  for (const image of found.images.filter(({ path }) => stem(path).includes(only))) {
    const labelPath = labelsByKey.get(pairKey(image));
    if (labelPath) pairs.push({ image, labelPath });
    else failures.push({ file: image.path, message: 'labels/ has no file of the same base name.' });
  }
  if (found.images.length > 0 && pairs.length === 0 && failures.length === 0) {
    failures.push({ file: folder, message: `No image has "${only}" in its name.` });
  }
  return { pairs, failures };
}

function pairKey({ relativePath }: ImageFile): string {
  return join(dirname(relativePath), stem(relativePath));
}
