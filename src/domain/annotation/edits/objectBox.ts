import type { Annotation } from '#domain/annotation/annotation.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';

/** The smallest box around an object, to be looked at by itself. */
export interface ObjectBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** True when the object fills its box. */
  readonly isFull: boolean;
}

/** An object's box; `null` when there is no such object. */
export function objectBox(annotation: Annotation, label: number): ObjectBox | null {
  const extent = annotation.tightBox(label);
  if (!extent) return null;
  const { left, top, right, bottom, pixelCount } = extent;
  const width = right - left + 1;
  const height = bottom - top + 1;
  return { left, top, width, height, isFull: pixelCount === width * height };
}

/** A copy of the values in a box, [height, width]. */
export function readBox(annotation: Annotation, box: ObjectBox): Uint32Array<ArrayBuffer> {
  const values = new Uint32Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const start = (box.top + y) * annotation.width + box.left;
    values.set(annotation.data.subarray(start, start + box.width), y * box.width);
  }
  return values;
}

/**
 * Paints in a box.
 *
 * @param kinds what each pixel of the box is, [height, width]
 * @param values what to paint, by kind; `undefined` leaves its pixels as they are
 */
export function paintBox(
  recorder: EditRecorder,
  box: ObjectBox,
  kinds: ArrayLike<number>,
  values: readonly (number | undefined)[],
): void {
  for (let y = 0; y < box.height; y++) {
    const corner = (box.top + y) * recorder.annotation.width + box.left;
    const row = y * box.width;
    for (let start = 0, end = 0; start < box.width; start = end) {
      const kind = kinds[row + start] as number;
      while (end < box.width && kinds[row + end] === kind) end++;
      const value = values[kind];
      if (value !== undefined) recorder.paint(corner + start, corner + end, value);
    }
  }
}
