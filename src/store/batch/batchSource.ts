import {
  compareFiles,
  hasPictureName,
  isHiddenFile,
  type NamedFile,
  type OpenableFile,
} from '#store/actions/openableFile.ts';

/** A folder of images. */
export interface BatchSource {
  readonly name: string;
  /** `null` where the browser gave the files only. */
  readonly folder: FileSystemDirectoryHandle | null;
  /** Images by their names, folders one after the other, names in natural order. */
  readonly files: readonly BatchFile[];
  /** Files that are no images by their names, hidden ones left out. */
  readonly otherCount: number;
}

/** A file of the folder. */
export interface BatchFile {
  /** Path inside the folder, parted by `/`. */
  readonly path: string;
  readonly open: () => Promise<File>;
}

/** Every image of a folder and of its subfolders; results of earlier batches are none. */
export async function readSource(folder: FileSystemDirectoryHandle): Promise<BatchSource> {
  const files: BatchFile[] = [];
  await walk(folder, '', files);
  return sortedSource(folder.name, folder, files);
}

/** The same of files that were picked or dropped as a folder. */
export function sourceOfFiles(files: readonly OpenableFile[]): BatchSource {
  const [name = ''] = files[0]?.folder.split('/') ?? [];
  const found = files.map(({ file, folder }) => ({
    path: [...folder.split('/').slice(1), file.name].join('/'),
    open: async () => file,
  }));
  return sortedSource(name, null, found);
}

async function walk(
  folder: FileSystemDirectoryHandle,
  prefix: string,
  found: BatchFile[],
): Promise<void> {
  for await (const entry of folder.values()) {
    const path = prefix + entry.name;
    if (entry.kind === 'file') found.push({ path, open: () => entry.getFile() });
    else await walk(entry, `${path}/`, found);
  }
}

function sortedSource(
  name: string,
  folder: FileSystemDirectoryHandle | null,
  found: readonly BatchFile[],
): BatchSource {
  const placed = found
    .map((file) => ({ ...placeOf(file.path), entry: file }))
    .filter((place) => !isHiddenFile(place));
  const images = placed.filter(({ file }) => hasPictureName(file.name) && !isResult(file.name));
  const sorted = images.sort(compareFiles).map(({ entry }) => entry);
  return { name, folder, files: sorted, otherCount: placed.length - sorted.length };
}

/** As the rules for opened files want it. */
function placeOf(path: string): NamedFile {
  const end = path.lastIndexOf('/');
  return { file: { name: path.slice(end + 1) }, folder: path.slice(0, Math.max(0, end)) };
}

/** Pictures that a batch or an export has written. */
const RESULT_NAME = /\.(labels\.tif|mask\.png|overlay\.png|probability\.tif)$/i;

function isResult(name: string): boolean {
  return RESULT_NAME.test(name);
}
