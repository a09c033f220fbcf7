import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import { type Paint, paintWith } from '#domain/annotation/edits/paintValue.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import type { PixelSpans } from '#domain/annotation/regions/pixelSpans.ts';

/**
 * Paints a region.
 *
 * @param paint unless it overwrites objects, pixels of other objects stay as they are
 * @returns the object that was painted, if any
 */
export function paintSpans(
  recorder: EditRecorder,
  { top, rows }: PixelSpans,
  paint: Paint & { readonly overwritesObjects: boolean },
): number | null {
  const { width } = recorder.annotation;
  const mayReplace = (value: number) => paint.overwritesObjects || !isObjectLabel(value);
  return paintWith(recorder, paint, (value) => {
    rows.forEach((row, i) => {
      const rowStart = (top + i) * width;
      for (let run = 0; run < row.length; run += 2) {
        const start = rowStart + (row[run] as number);
        recorder.paint(start, rowStart + (row[run + 1] as number), value, mayReplace);
      }
    });
  });
}
