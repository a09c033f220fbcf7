import type { Annotation } from '#domain/annotation/annotation.ts';
import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import { objectBox, paintBox, readBox } from '#domain/annotation/edits/objectBox.ts';
import { objectParts } from '#domain/annotation/edits/objectParts.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import { linePixels } from '#domain/annotation/regions/linePixels.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Cuts the objects that a line crosses from edge to edge. The largest part keeps the id, the others
 * get new ones and the same class. No pixel is lost: those under the line join the nearest part.
 *
 * @param cut the line (x, y, x, y, … in px), and the only object to cut unless `null`
 * @returns the first new id
 * @throws AppError `invalid-argument` when the line cuts nothing in two
 */
export function splitObjects(
  recorder: EditRecorder,
  cut: { readonly points: ArrayLike<number>; readonly label: number | null },
): number {
  const { annotation } = recorder;
  let first: number | null = null;
  for (const [label, pixels] of pixelsByObject(annotation, cut)) {
    const part = splitObject(recorder, label, pixels);
    first ??= part;
  }
  if (first !== null) return first;
  throw new AppError(
    'invalid-argument',
    cut.label === null
      ? 'The line cuts no object in two; draw it across an object, from one edge to the other.'
      : `The line does not cut object ${cut.label} in two; draw it from one edge to the other.`,
  );
}

/** The line's pixels in each object that may be cut, in the order of ids. */
function pixelsByObject(
  annotation: Annotation,
  { points, label }: { readonly points: ArrayLike<number>; readonly label: number | null },
): [number, number[]][] {
  const byObject = new Map<number, number[]>();
  for (const pixel of linePixels(points, annotation)) {
    const value = annotation.data[pixel] as number;
    if (!isObjectLabel(value) || (label !== null && value !== label)) continue;
    const pixels = byObject.get(value);
    if (pixels) pixels.push(pixel);
    else byObject.set(value, [pixel]);
  }
  return [...byObject].sort(([a], [b]) => a - b);
}

/** @returns the first new id; `null` when the object stays whole */
function splitObject(recorder: EditRecorder, label: number, pixels: number[]): number | null {
  const { annotation } = recorder;
  const box = objectBox(annotation, label);
  if (!box) return null;
  const values = readBox(annotation, box);
  const isObject = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) if (values[i] === label) isObject[i] = 1;
  const cutPixels = pixels.map((pixel) => {
    const y = Math.floor(pixel / annotation.width);
    return (y - box.top) * box.width + (pixel % annotation.width) - box.left;
  });
  const { parts, count } = objectParts({ ...box, data: isObject }, cutPixels);
  if (count === 0) return null;
  const classIndex = annotation.classes.get(label) ?? 1;
  const ids = Array.from({ length: count }, () => recorder.takeLabel());
  paintBox(recorder, box, parts, [undefined, ...ids]);
  for (const id of ids) recorder.setClass(id, classIndex);
  return ids[0] ?? null;
}
