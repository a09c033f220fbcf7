import { basename, extname } from 'node:path';

/**
 * Stems of the result files, one per input and no two alike (not even where case is ignored):
 * the file's name without its extension, with it where two inputs share the stem, with the folders
 * before it where they share the name too, numbered in the last resort.
 *
 * @param relativePaths as in `ImageFile`
 */
export function resultStems(relativePaths: readonly string[]): readonly string[] {
  const choices = [
    stem,
    (path: string) => basename(path),
    (path: string) => path.replace(/[\\/]+/g, '_'),
  ];
  const keyed = choices.map((name) => countByKey(relativePaths.map(name)));
  const taken = new Set<string>();
  return relativePaths.map((path) => {
    const level = choices.findIndex((name, i) => keyed[i]?.get(key(name(path))) === 1);
    const wished = (choices[level] ?? choices.at(-1) ?? basename)(path);
    const name = unused(wished, taken);
    taken.add(key(name));
    return name;
  });
}

/** File name without its last extension. */
export function stem(path: string): string {
  return basename(path, extname(path));
}

function unused(wished: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key(wished))) return wished;
  let number = 2;
  while (taken.has(key(`${wished}-${number}`))) number++;
  return `${wished}-${number}`;
}

function key(name: string): string {
  return name.normalize().toLowerCase();
}

function countByKey(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(key(name), (counts.get(key(name)) ?? 0) + 1);
  return counts;
}
