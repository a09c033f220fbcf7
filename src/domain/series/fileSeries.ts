/** A file as its name and size tell of it. */
export interface NamedFile {
  readonly name: string;
  /** Folder that it was dropped with, `''` for single files. */
  readonly folder: string;
  readonly byteLength: number;
}

/** Files that look like planes of one image. */
export interface FileSeries<F extends NamedFile = NamedFile> {
  /** Name with first and last number: `cells_t001-030.tif`. */
  readonly name: string;
  /** Channels the fastest, then slices, then time points: sizeC · sizeZ · sizeT files. */
  readonly files: readonly F[];
  readonly sizeC: number;
  readonly sizeZ: number;
  readonly sizeT: number;
  /** True where the names say so themselves: `t`, `z`, `ch`; false where only a number counts up. */
  readonly isNamed: boolean;
}

type Axis = 'c' | 'z' | 't';

const AXIS_WORDS: Readonly<Record<Axis, RegExp>> = {
  c: /^(c|ch|chan|channel)$/i,
  z: /^(z|sl|slice|plane|focus)$/i,
  t: /^(t|tp|time|timepoint|frame|fr)$/i,
};
/** Another place on the slide is another image. */
const PLACE_WORDS = /^(s|p|m|f|w|xy|pos|position|site|well|field|series|tile|roi|row|col|image)$/i;

/** Files that may say themselves which others belong to them. */
export const OME_NAME = /\.ome\.tiff?$/i;

const MIN_FILES = 3;
/** Planes of one image take about the same space, also compressed. */
const MAX_SIZE_RATIO = 4;

/** One number in a name. */
interface NumberPart {
  readonly digits: string;
  /** `null` = no word says what it counts. */
  readonly axis: Axis | 'place' | null;
}

interface ParsedFile<F> {
  readonly file: F;
  readonly texts: readonly string[];
  readonly numbers: readonly NumberPart[];
}

/**
 * Groups of files whose names differ only in the numbers of time points, slices or channels, every
 * combination there once. Without such words one number that counts up makes a series where all
 * files have the same length.
 */
export function findSeries<F extends NamedFile>(files: readonly F[]): readonly FileSeries<F>[] {
  const groups = new Map<string, ParsedFile<F>[]>();
  for (const file of files) {
    const parsed = parseName(file);
    const places = parsed.numbers.filter(({ axis }) => axis === 'place');
    const key = JSON.stringify([file.folder, parsed.texts, places.map(({ digits }) => digits)]);
    groups.set(key, [...(groups.get(key) ?? []), parsed]);
  }
  return [...groups.values()].flatMap(seriesOfGroup);
}

function parseName<F extends NamedFile>(file: F): ParsedFile<F> {
  const parts = file.name.split(/(\d+)/);
  const texts = parts.filter((_, i) => i % 2 === 0);
  const numbers = parts
    .filter((_, i) => i % 2 === 1)
    .map((digits, i) => ({ digits, axis: axisOf(texts[i] ?? '') }));
  return { file, texts, numbers };
}

function axisOf(textBefore: string): NumberPart['axis'] {
  const word = /([a-z]+)[ _-]?$/i.exec(textBefore)?.[1] ?? '';
  if (PLACE_WORDS.test(word)) return 'place';
  const axes: readonly Axis[] = ['c', 'z', 't'];
  return axes.find((axis) => AXIS_WORDS[axis].test(word)) ?? null;
}

function seriesOfGroup<F extends NamedFile>(group: readonly ParsedFile<F>[]): FileSeries<F>[] {
  const varying = varyingPlaces(group);
  const named = varying.filter((place) => group[0]?.numbers[place]?.axis !== null);
  if (named.length === 0) return gridOf(group, asCount(varying), false);
  const bare = varying.filter((place) => !named.includes(place));
  const subgroups = new Map<string, ParsedFile<F>[]>();
  for (const parsed of group) {
    const key = bare.map((place) => parsed.numbers[place]?.digits).join(' ');
    subgroups.set(key, [...(subgroups.get(key) ?? []), parsed]);
  }
  const axes = named.map((place) => [place, group[0]?.numbers[place]?.axis as Axis] as const);
  return [...subgroups.values()].flatMap((files) => gridOf(files, new Map(axes), true));
}

function varyingPlaces(group: readonly ParsedFile<NamedFile>[]): readonly number[] {
  const [first] = group;
  return [...(first?.numbers.keys() ?? [])].filter((place) =>
    group.some(({ numbers }) => numbers[place]?.digits !== first?.numbers[place]?.digits),
  );
}

/** What numbers without a word count: time, or time and slices. */
function asCount([first, second, ...more]: readonly number[]): ReadonlyMap<number, Axis> {
  if (first === undefined || more.length > 0) return new Map();
  if (second === undefined) return new Map([[first, 't']]);
  return new Map<number, Axis>([
    [first, 't'],
    [second, 'z'],
  ]);
}

/** The group as one series, or none. */
function gridOf<F extends NamedFile>(
  group: readonly ParsedFile<F>[],
  axes: ReadonlyMap<number, Axis>,
  isNamed: boolean,
): FileSeries<F>[] {
  const places: Readonly<Record<Axis, number | undefined>> = {
    c: placeOfAxis(axes, 'c'),
    z: placeOfAxis(axes, 'z'),
    t: placeOfAxis(axes, 't'),
  };
  const isTwice = new Set(axes.values()).size < axes.size;
  if (axes.size === 0 || isTwice || !isAlike(group, isNamed)) return [];
  const value = (parsed: ParsedFile<F>, axis: Axis): number =>
    Number(parsed.numbers[places[axis] ?? -1]?.digits ?? 0);
  const valuesOf = (axis: Axis) =>
    [...new Set(group.map((parsed) => value(parsed, axis)))].sort((a, b) => a - b);
  const [c, z, t] = [valuesOf('c'), valuesOf('z'), valuesOf('t')];
  const isTooFew = group.length < MIN_FILES && c.length < 2;
  if (isTooFew || group.length !== c.length * z.length * t.length) return [];
  if (!isNamed && ![z, t].every(countsUp)) return [];
  const keyOf = (parsed: ParsedFile<F>) =>
    c.indexOf(value(parsed, 'c')) +
    c.length * (z.indexOf(value(parsed, 'z')) + z.length * t.indexOf(value(parsed, 't')));
  const sorted = [...group].sort((a, b) => keyOf(a) - keyOf(b));
  if (new Set(group.map(keyOf)).size !== group.length) return [];
  const [sizeC, sizeZ, sizeT] = [c.length, z.length, t.length];
  const files = sorted.map(({ file }) => file);
  return [{ name: nameOf(sorted, [...axes.keys()]), files, sizeC, sizeZ, sizeT, isNamed }];
}

function placeOfAxis(axes: ReadonlyMap<number, Axis>, wanted: Axis): number | undefined {
  return [...axes].find(([, axis]) => axis === wanted)?.[0];
}

function isAlike(group: readonly ParsedFile<NamedFile>[], isNamed: boolean): boolean {
  const sizes = group.map(({ file }) => file.byteLength);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  // One file of an OME-TIFF set describes all the others.
  if (group.every(({ file }) => OME_NAME.test(file.name))) return true;
  return isNamed ? most <= MAX_SIZE_RATIO * least : most === least;
}

function countsUp(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value === (values[i - 1] ?? 0) + 1);
}

function nameOf<F>(sorted: readonly ParsedFile<F>[], varying: readonly number[]): string {
  const [first, last] = [sorted[0], sorted.at(-1)];
  const numbers = first?.numbers ?? [];
  return (first?.texts ?? [])
    .map((text, place) => {
      const digits = numbers[place]?.digits ?? '';
      const end = varying.includes(place) ? `-${last?.numbers[place]?.digits ?? ''}` : '';
      return `${text}${digits}${end}`;
    })
    .join('');
}
