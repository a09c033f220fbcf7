/** A file to open and the folder it was dropped with. */
export interface OpenableFile extends NamedFile {
  readonly file: File;
}

/** A file and its entry in the list of images. */
export interface ReadItem {
  readonly openable: OpenableFile;
  /** Its entry, which goes when the file fails. */
  readonly imageId: string;
}

/** A file by its name and place alone. */
export interface NamedFile {
  readonly file: { readonly name: string };
  /** Folder path inside what was dropped, `''` for single files. */
  readonly folder: string;
}

const SYSTEM_FILES: ReadonlySet<string> = new Set(['thumbs.db', 'desktop.ini', 'icon\r']);

/** True for files that systems leave in folders and nobody means to open. */
export function isHiddenFile({ file, folder }: NamedFile): boolean {
  const parts = [...folder.split('/'), file.name];
  return (
    parts.some((part) => part.startsWith('.') || part === '__MACOSX') ||
    SYSTEM_FILES.has(file.name.toLowerCase())
  );
}

const PICTURE_NAME =
  /\.(tiff?|btf|tf[28]|png|apng|jpe?g|webp|bmp|gif|p[bgp]m|pnm|lsm|stk|svs|ndpi|qptiff|scn|czi|nd2|lif|oi[rb]|oif|zvi|vsi|ims|dv|dm[34]|mrc|dcm|jp2|j2k|jxl|jxr|heic|avif|fits?|nrrd|nii|psd|exr)$/i;

/** True for a name that promises a picture. */
export function hasPictureName(name: string): boolean {
  return PICTURE_NAME.test(name);
}

/** True for a file that came with its folder and whose name promises no picture: a note, a table. */
export function isSideFile({ file, folder }: OpenableFile): boolean {
  return folder !== '' && !hasPictureName(file.name);
}

const naturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Folders one after the other, names in natural order (`t2` before `t10`). */
export function compareFiles(a: NamedFile, b: NamedFile): number {
  return naturalOrder.compare(a.folder, b.folder) || naturalOrder.compare(a.file.name, b.file.name);
}
