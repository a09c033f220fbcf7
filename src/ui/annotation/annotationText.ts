import type { AnnotationState } from '#domain/annotation/annotationState.ts';
import { annotateText } from '#text/annotation.ts';

/** `12 objects, 40% annotated`. */
export function annotationText(
  { objectCount, annotatedPixels }: Pick<AnnotationState, 'objectCount' | 'annotatedPixels'>,
  pixelCount: number,
): string {
  return annotateText.state(objectCount, shareText(annotatedPixels, pixelCount));
}

/** Never `0%` for something, nor `100%` for less than all. */
function shareText(part: number, whole: number): string {
  const percent = (100 * part) / Math.max(1, whole);
  if (part === 0 || part === whole) return `${percent}%`;
  if (percent < 0.1) return annotateText.hardlyAny;
  const digits = percent < 10 ? Math.round(10 * percent) / 10 : Math.floor(percent);
  return `${Math.min(99.9, digits)}%`;
}
