/** `cell_01_labels`, `cell.mask`, `cell-seg` */
export const LABEL_SUFFIX = /[._ -](labels?|masks?|seg|annotations?|gt)$/i;

/** Name without its extension, in lower case; `.ome.tif` is one extension. */
export function stemOf(name: string): string {
  return name
    .replace(/\.[^.]+$/, '')
    .replace(/\.ome$/i, '')
    .toLowerCase();
}

/** Those of some images that lie nearest to a folder come first. */
export function nearestFirst<T>(
  items: readonly T[],
  folder: string,
  folderOf: (item: T) => string,
): readonly T[] {
  return [...items].sort(
    (a, b) => sharedDepth(folderOf(b), folder) - sharedDepth(folderOf(a), folder),
  );
}

/** Folders from the top that two paths have in common. */
function sharedDepth(a: string, b: string): number {
  const others = b.split('/');
  const parts = a.split('/');
  const differing = parts.findIndex((part, depth) => part !== others[depth]);
  return differing < 0 ? parts.length : differing;
}
