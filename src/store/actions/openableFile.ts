/** A file to open and the folder it was dropped with. */
export interface OpenableFile {
  readonly file: File;
  /** Folder path inside what was dropped, `''` for single files. */
  readonly folder: string;
}

const SYSTEM_FILES: ReadonlySet<string> = new Set(['thumbs.db', 'desktop.ini', 'icon\r']);

/** True for files that systems leave in folders and nobody means to open. */
export function isHiddenFile({ file, folder }: OpenableFile): boolean {
  const parts = [...folder.split('/'), file.name];
  return (
    parts.some((part) => part.startsWith('.') || part === '__MACOSX') ||
    SYSTEM_FILES.has(file.name.toLowerCase())
  );
}

const naturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Folders one after the other, names in natural order (`t2` before `t10`). */
export function compareFiles(a: OpenableFile, b: OpenableFile): number {
  return naturalOrder.compare(a.folder, b.folder) || naturalOrder.compare(a.file.name, b.file.name);
}
