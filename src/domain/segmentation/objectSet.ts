import type { LabelImage } from '#domain/image/labelImage.ts';

/**
 * Objects of one image and the deletions made by hand. The extracted labels are never changed, so
 * every deletion can be undone; ids stay what they were.
 */
export interface ObjectSet {
  readonly extracted: LabelImage;
  /**
   * One entry per deletion, oldest first: a pixel (flat index) deep inside each deleted object. Ids
   * change with every extraction; a pixel still finds the same object afterwards.
   */
  readonly deletions: readonly (readonly number[])[];
  /** Labels without the deleted objects. */
  readonly labels: LabelImage;
}

/**
 * Objects as extracted, without those deleted before.
 *
 * @param deletions of an earlier set of the same image; none by default
 */
export function objectSet(
  extracted: LabelImage,
  deletions: ObjectSet['deletions'] = [],
): ObjectSet {
  if (deletions.length === 0) return { extracted, deletions, labels: extracted };
  const deleted = new Set(deletions.flat().map((pixel) => extracted.data[pixel] as number));
  const data = extracted.data.slice();
  for (let i = 0; i < data.length; i++) {
    const label = data[i] as number;
    if (label !== 0 && deleted.has(label)) data[i] = 0;
  }
  return { extracted, deletions, labels: { ...extracted, data } };
}

/** The set without `labels`; the same set, with nothing to undo, when there are none. */
export function deleteLabels(set: ObjectSet, labels: readonly number[]): ObjectSet {
  const pixels = innerPixels(set.extracted, labels);
  return pixels.length === 0 ? set : objectSet(set.extracted, [...set.deletions, pixels]);
}

/** The set before its last deletion; the same objects when there was none. */
export function undoLastDeletion(set: ObjectSet): ObjectSet {
  return objectSet(set.extracted, set.deletions.slice(0, -1));
}

/** The pixel of each object that lies nearest to its centroid. */
function innerPixels({ width, data }: LabelImage, labels: readonly number[]): number[] {
  const objects = new Map(
    labels.map((label) => [label, { area: 0, x: 0, y: 0, pixel: -1, distance: Infinity }]),
  );
  for (let i = 0; i < data.length; i++) {
    const object = data[i] === 0 ? undefined : objects.get(data[i] as number);
    if (!object) continue;
    object.area++;
    object.x += i % width;
    object.y += Math.floor(i / width);
  }
  for (let i = 0; i < data.length; i++) {
    const object = data[i] === 0 ? undefined : objects.get(data[i] as number);
    if (!object) continue;
    const dx = (i % width) - object.x / object.area;
    const dy = Math.floor(i / width) - object.y / object.area;
    const distance = dx * dx + dy * dy;
    if (distance >= object.distance) continue;
    object.distance = distance;
    object.pixel = i;
  }
  return [...objects.values()].flatMap(({ pixel }) => (pixel < 0 ? [] : [pixel]));
}
