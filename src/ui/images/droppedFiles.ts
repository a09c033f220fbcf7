import type { OpenableFile } from '#store/actions/openableFile.ts';

/**
 * Every file of a drop, folders walked to the bottom. Call it inside the event: the browser empties
 * the list afterwards.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly OpenableFile[]> {
  const entries = Array.from(transfer.items).flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) {
    return Array.from(transfer.files, (file) => ({ file, folder: '' }));
  }
  const lists = await Promise.all(entries.map((entry) => filesOf(entry, '')));
  return lists.flat();
}

/** Files picked by the system's folder dialog, with their folder. */
export function folderFiles(files: Iterable<File>): readonly OpenableFile[] {
  return Array.from(files, (file) => {
    const path = file.webkitRelativePath;
    return { file, folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))) };
  });
}

async function filesOf(entry: FileSystemEntry, folder: string): Promise<readonly OpenableFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, folder }];
  }
  if (!isDirectory(entry)) return [];
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  const children = await readAll(entry.createReader());
  const lists = await Promise.all(children.map((child) => filesOf(child, path)));
  return lists.flat();
}

/** `readEntries` hands out at most 100 entries a call; an empty answer is the end. */
async function readAll(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
