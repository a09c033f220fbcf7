import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { indexLabels } from '#domain/measurement/labelIndex.ts';
import { readKeptLabels, readTruthLabels } from '#domain/segmentation/truthLabels.ts';

/**
 * What the values of a label image say: `auto` = ids of objects, or a mask where it can be nothing
 * else (see `readTruthLabels`); `regions` = each connected region of one value is an object;
 * `classes` = likewise, and the values are classes.
 */
export type LabelReading = 'auto' | 'regions' | 'classes';

/** Objects of a label image. */
export interface ReadLabels {
  readonly labels: LabelImage;
  readonly objectCount: number;
  /** Classes of objects, from 1; those not named are 1. */
  readonly classes: ReadonlyMap<number, number>;
  /**
   * What the values could mean as well, when they were read as ids: `mask` = one value in several
   * places, `classes` = few values, each in many places; `null` = nothing else.
   */
  readonly doubt: 'mask' | 'classes' | null;
}

/** More values than these are ids of objects and no classes. */
const MAX_CLASS_COUNT = 16;

/** Ids mark one place each; a value that marks this many, on average, could be a class. */
const PLACES_OF_A_CLASS = 3;

/** Classes that are kept as they are; higher values are numbered. */
const HIGHEST_KEPT_CLASS = 20;

/**
 * Reads an image as labels. Ids of objects stay what they are (see `readKeptLabels`); regions and the
 * objects of masks are numbered 1…n in raster order of first pixels.
 *
 * @throws AppError `unsupported-format` when it holds colours or values that are no ids
 */
export function readLabelImage(image: DecodedImage, reading: LabelReading): ReadLabels {
  const labels = reading === 'auto' ? readKeptLabels(image) : readTruthLabels(image, 'classes');
  const objectCount = indexLabels(labels.data).labels.length;
  const classes = reading === 'classes' ? classesOf(image, labels, objectCount) : NO_CLASSES;
  const doubt = reading === 'auto' ? doubtAbout(image, objectCount) : null;
  return { labels, objectCount, classes, doubt };
}

const NO_CLASSES: ReadonlyMap<number, number> = new Map();

function doubtAbout(image: DecodedImage, objectCount: number): ReadLabels['doubt'] {
  if (objectCount === 0 || objectCount > MAX_CLASS_COUNT) return null;
  const placeCount = indexLabels(readTruthLabels(image, 'classes').data).labels.length;
  // A mask was read as one: its objects are its places.
  if (placeCount === objectCount) return null;
  if (objectCount === 1) return 'mask';
  return placeCount >= PLACES_OF_A_CLASS * objectCount ? 'classes' : null;
}

/** Classes 2 and above by object: the value itself, or its rank where values are high. */
function classesOf(
  { channels }: DecodedImage,
  { data }: LabelImage,
  objectCount: number,
): ReadonlyMap<number, number> {
  const plane = channels[0] ?? [];
  const values = new Map<number, number>();
  for (let i = 0; i < data.length && values.size < objectCount; i++) {
    const label = data[i] as number;
    if (label !== 0 && !values.has(label)) values.set(label, plane[i] as number);
  }
  const distinct = [...new Set(values.values())].sort((a, b) => a - b);
  const isKept = (distinct.at(-1) ?? 0) <= HIGHEST_KEPT_CLASS;
  const classOf = (value: number) => (isKept ? value : distinct.indexOf(value) + 1);
  const classes = new Map<number, number>();
  for (const [label, value] of values) if (classOf(value) > 1) classes.set(label, classOf(value));
  return classes;
}
