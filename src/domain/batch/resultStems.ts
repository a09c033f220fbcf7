import { uniqueStems } from '#domain/export/uniqueStems.ts';

/**
 * Beginnings of the result files, one per image, in folders like those of the images; within a
 * folder as `uniqueStems` names them.
 *
 * @param paths of the images, parted by `/`
 * @returns stem by path
 */
export function resultStems(paths: readonly string[]): ReadonlyMap<string, string> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const inside = folders.get(folder);
    if (inside) inside.push(path);
    else folders.set(folder, [path]);
  }
  const stems = new Map<string, string>();
  for (const [folder, inside] of folders) {
    const names = uniqueStems(inside.map((path) => path.slice(folder.length)));
    for (const [index, path] of inside.entries()) stems.set(path, folder + names[index]);
  }
  return stems;
}
