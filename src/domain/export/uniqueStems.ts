import { safeStem } from '#lib/safeFileName.ts';

/**
 * Beginnings of the names of exported files, one per image: its name without extension, with it
 * where two share the rest, and numbered where they share all.
 */
export function uniqueStems(names: readonly string[]): readonly string[] {
  const stems = names.map((name) => safeStem(name));
  const counts = countOf(stems.map(folded));
  const used = new Set<string>();
  return names.map((name, index) => {
    const stem = stems[index] as string;
    const isShared = (counts.get(folded(stem)) ?? 0) > 1;
    const wanted = isShared ? safeStem(`${name}.`) : stem;
    let free = wanted;
    for (let count = 2; used.has(folded(free)); count++) free = `${wanted} (${count})`;
    used.add(folded(free));
    return free;
  });
}

/** Some systems take upper and lower case for the same name. */
function folded(stem: string): string {
  return stem.normalize('NFC').toLowerCase();
}

function countOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
