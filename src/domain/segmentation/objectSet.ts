import type { LabelImage } from '#domain/image/labelImage.ts';

/**
 * Objects of one image and the deletions made by hand. The extracted labels are never changed, so
 * every deletion can be undone; ids stay what they were.
 */
export interface ObjectSet {
  readonly extracted: LabelImage;
  /** One entry per deletion, oldest first. */
  readonly deletions: readonly (readonly number[])[];
  /** Labels without the deleted objects. */
  readonly labels: LabelImage;
}

/** Objects as extracted, nothing deleted. */
export function objectSet(extracted: LabelImage): ObjectSet {
  return { extracted, deletions: [], labels: extracted };
}

/** The set without `labels`; the same set, with nothing to undo, when there are none. */
export function deleteLabels(set: ObjectSet, labels: readonly number[]): ObjectSet {
  if (labels.length === 0) return set;
  return withDeletions(set.extracted, [...set.deletions, labels]);
}

/** The set before its last deletion; the same set when there was none. */
export function undoLastDeletion(set: ObjectSet): ObjectSet {
  return withDeletions(set.extracted, set.deletions.slice(0, -1));
}

function withDeletions(
  extracted: LabelImage,
  deletions: readonly (readonly number[])[],
): ObjectSet {
  if (deletions.length === 0) return objectSet(extracted);
  const deleted = new Set(deletions.flat());
  const data = extracted.data.slice();
  for (let i = 0; i < data.length; i++) {
    const label = data[i] as number;
    if (label !== 0 && deleted.has(label)) data[i] = 0;
  }
  return { extracted, deletions, labels: { ...extracted, data } };
}
