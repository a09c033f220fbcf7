import { HIGHEST_CLASS } from '#domain/annotation/edits/paintValue.ts';
import { AppError } from '#lib/errors.ts';
import type { ImportSource } from '#store/importing/importSource.ts';

/** `3`, `Class 3` */
const NUMBERED = /^(?:class|group)?[ _-]?(\d{1,3})$/i;

const naturalOrder = new Intl.Collator('en', { numeric: true });

/**
 * Numbers of the classes that files name, from 1. Names that are numbers (`3`, `Class 3`) keep theirs;
 * others get those that are left, in alphabetical order, so that files with the same classes agree.
 * Where some objects have no class, that is class 1.
 *
 * @throws AppError `unsupported-format` for more classes than an annotation can have
 */
export function numberClasses(sources: readonly ImportSource[]): ReadonlyMap<string, number> {
  const names = new Set<string | null>(sources.flatMap(classNamesOf));
  const taken = new Set<number>(names.delete(null) ? [1] : []);
  const known = [...names].filter((name) => name !== null).sort(naturalOrder.compare);
  const classes = new Map<string, number>();
  for (const name of known) {
    const number = Number(NUMBERED.exec(name)?.[1] ?? 0);
    if (number < 1 || number > HIGHEST_CLASS) continue;
    classes.set(name, number);
    taken.add(number);
  }
  let next = 1;
  for (const name of known) {
    if (classes.has(name)) continue;
    while (taken.has(next)) next++;
    classes.set(name, next++);
  }
  const highest = Math.max(0, ...classes.values());
  if (highest <= HIGHEST_CLASS) return classes;
  throw new AppError(
    'unsupported-format',
    `The files name ${names.size} classes, but an annotation can have ${HIGHEST_CLASS}: give the objects fewer classes, and import them once more.`,
  );
}

function classNamesOf({ content }: ImportSource): readonly (string | null)[] {
  if (content.kind === 'labels') return [];
  return content.planes.flatMap(({ classNames }) => classNames);
}
