import { isPixelValue } from '#domain/annotation/annotation.ts';
import type { PaintValue } from '#domain/annotation/annotationEdit.ts';
import { BACKGROUND, isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import { AppError } from '#lib/errors.ts';

/** Classes are 8-bit numbers; 0 is background. */
export const HIGHEST_CLASS = 255;

/** What an edit paints with. */
export interface Paint {
  readonly value: PaintValue;
  readonly classIndex?: number;
}

/** @throws AppError `invalid-argument` unless objects can have this class */
export function checkClass(classIndex: number): void {
  if (Number.isInteger(classIndex) && classIndex >= 1 && classIndex <= HIGHEST_CLASS) return;
  throw new AppError(
    'invalid-argument',
    `Objects cannot have class ${classIndex}; give an integer from 1 to ${HIGHEST_CLASS}.`,
  );
}

/**
 * Lets `draw` paint with a value of pixels, the next free id for `new`. An object that comes into
 * being gets the paint's class.
 *
 * @returns the object that was painted, `null` for background and unannotated
 * @throws AppError `invalid-argument` for a value that no pixel may hold, or a class that no object
 */
export function paintWith(
  recorder: EditRecorder,
  { value, classIndex = 1 }: Paint,
  draw: (value: number) => void,
): number | null {
  checkClass(classIndex);
  if (value !== 'new' && !isPixelValue(value)) {
    throw new AppError(
      'invalid-argument',
      `Pixels cannot hold ${value}; give an id from 1 to ${BACKGROUND - 1}, ${UNANNOTATED} or ${BACKGROUND}.`,
    );
  }
  const { objects } = recorder.annotation;
  const painted = value === 'new' ? recorder.takeLabel() : value;
  const isNew = !objects.has(painted);
  draw(painted);
  if (!objects.has(painted)) return null;
  if (isNew) recorder.setClass(painted, classIndex);
  return isObjectLabel(painted) ? painted : null;
}
