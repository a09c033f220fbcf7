import type { Annotation } from '#domain/annotation/annotation.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import { AppError } from '#lib/errors.ts';

/** Those of `labels` that exist, each once, ascending; all objects for `null`. */
export function existingObjects(
  { objects }: Annotation,
  labels: readonly number[] | null,
): number[] {
  const chosen = labels === null ? objects.keys() : new Set(labels);
  return [...chosen].filter((label) => objects.has(label)).sort((a, b) => a - b);
}

/** Turns all pixels of some objects to one value. Those that do not exist are left out. */
export function replaceObjects(
  recorder: EditRecorder,
  labels: readonly number[],
  value: number,
): void {
  const { annotation } = recorder;
  const { objects, width, height } = annotation;
  const existing = existingObjects(annotation, labels);
  let boxArea = 0;
  for (const label of existing) {
    const { left, top, right, bottom } = annotation.tightBox(label) ?? EMPTY;
    boxArea += (right - left + 1) * (bottom - top + 1);
  }
  if (boxArea > width * height) {
    // Boxes overlap so much that one look at every pixel is less work.
    const chosen = new Set(existing);
    for (let y = 0; y < height; y++) {
      recorder.paint(y * width, (y + 1) * width, value, (label) => chosen.has(label));
    }
    return;
  }
  for (const label of existing) {
    const { left, top, right, bottom } = objects.get(label) ?? EMPTY;
    for (let y = top; y <= bottom; y++) {
      recorder.paint(y * width + left, y * width + right + 1, value, (found) => found === label);
    }
  }
}

const EMPTY = { left: 0, top: 0, right: -1, bottom: -1 };

/**
 * Turns objects into the first of them, touching or not.
 *
 * @returns the first
 * @throws AppError `invalid-argument` when fewer than two of them exist, or the first does not
 */
export function mergeObjects(recorder: EditRecorder, labels: readonly number[]): number {
  const [first] = labels;
  const existing = existingObjects(recorder.annotation, labels);
  if (first === undefined || existing.length < 2 || !existing.includes(first)) {
    throw new AppError(
      'invalid-argument',
      `Merging takes two objects or more, but ${existing.length} of ${labels.length} exist; choose others.`,
    );
  }
  replaceObjects(
    recorder,
    existing.filter((label) => label !== first),
    first,
  );
  return first;
}
