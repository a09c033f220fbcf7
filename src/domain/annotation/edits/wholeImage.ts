import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';

/** Makes every pixel unannotated. */
export function clearAnnotation(recorder: EditRecorder): void {
  const { width, height } = recorder.annotation;
  for (let y = 0; y < height; y++) recorder.paint(y * width, (y + 1) * width, UNANNOTATED);
}

/** Turns whatever is unannotated into background. */
export function fillBackground(recorder: EditRecorder): void {
  const { width, height } = recorder.annotation;
  for (let y = 0; y < height; y++) {
    recorder.paint(y * width, (y + 1) * width, BACKGROUND, (value) => value === UNANNOTATED);
  }
}
