import { type Paint, paintWith } from '#domain/annotation/edits/paintValue.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import { AppError } from '#lib/errors.ts';
import { Int32List } from '#lib/int32List.ts';

/**
 * Paints the 4-connected region of equal value around a pixel, run by run.
 *
 * @param seed the pixel, and what to paint
 * @returns the object that was painted, if any
 * @throws AppError `invalid-argument` for a pixel outside the image
 */
export function floodFill(
  recorder: EditRecorder,
  seed: Paint & { readonly x: number; readonly y: number },
): number | null {
  const { width, height, data } = recorder.annotation;
  const x = Math.floor(seed.x);
  const y = Math.floor(seed.y);
  if (!(x >= 0 && x < width && y >= 0 && y < height)) {
    throw new AppError(
      'invalid-argument',
      `There is no pixel (${seed.x}, ${seed.y}) to fill from; the image has ${width} × ${height} px.`,
    );
  }
  const before = data[y * width + x] as number;
  return paintWith(recorder, seed, (value) => {
    if (value !== before) flood(recorder, y * width + x, before, value);
  });
}

function flood(recorder: EditRecorder, seed: number, before: number, after: number): void {
  const { width, data } = recorder.annotation;
  const seeds = new Int32List();
  seeds.push(seed);
  const addRow = (start: number, end: number) => {
    for (let i = start; i < end; i++) {
      if (data[i] === before && (i === start || data[i - 1] !== before)) seeds.push(i);
    }
  };
  while (seeds.length > 0) {
    const pixel = seeds.data[--seeds.length] as number;
    if (data[pixel] !== before) continue;
    const rowStart = pixel - (pixel % width);
    const rowEnd = rowStart + width;
    let start = pixel;
    while (start > rowStart && data[start - 1] === before) start--;
    let end = pixel + 1;
    while (end < rowEnd && data[end] === before) end++;
    recorder.replaceRun(start, end, before, after);
    if (rowStart > 0) addRow(start - width, end - width);
    if (rowEnd < data.length) addRow(start + width, end + width);
  }
}
