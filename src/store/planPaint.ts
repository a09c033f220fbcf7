import type { PaintValue } from '#domain/annotation/annotationEdit.ts';
import { BACKGROUND, isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { PaintOptions } from '#domain/project/workSettings.ts';
import type { ImageAnnotation } from '#store/slices/annotationSlice.ts';

/** What the pointer is about to paint with. */
export interface PaintStart {
  readonly isEraser: boolean;
  /** Annotation under the first point. */
  readonly valueUnder: number;
  /** Shift is held: a new object becomes an extended one and the other way round. */
  readonly isAlternate: boolean;
}

/** What a stroke, polygon or fill will be. */
export interface PaintPlan {
  readonly value: PaintValue;
  /** What its pixels will hold, as far as the page can tell. */
  readonly shownValue: number;
  readonly overwritesObjects: boolean;
  readonly classIndex: number;
}

/**
 * Decides what is painted. Extending goes on with the object selected last, else with the one under
 * the pointer, else with a new one, which is then the selected one.
 */
export function planPaint(
  options: PaintOptions,
  annotation: Pick<ImageAnnotation, 'state' | 'selection'>,
  start: PaintStart,
): PaintPlan {
  const value = start.isEraser
    ? erasedValue(options, start.isAlternate)
    : paintedValue(options, annotation, start);
  return {
    value,
    shownValue: value === 'new' ? annotation.state.nextLabel : value,
    overwritesObjects: start.isEraser || options.overwritesObjects,
    classIndex: options.classIndex,
  };
}

function erasedValue({ eraseTo }: PaintOptions, isAlternate: boolean): number {
  return (eraseTo === 'background') === isAlternate ? UNANNOTATED : BACKGROUND;
}

function paintedValue(
  { mode }: PaintOptions,
  { selection }: Pick<ImageAnnotation, 'selection'>,
  { valueUnder, isAlternate }: PaintStart,
): PaintValue {
  if (mode === 'background') return BACKGROUND;
  if (mode === 'ignore') return UNANNOTATED;
  if ((mode === 'new') !== isAlternate) return 'new';
  return [...selection].at(-1) ?? (isObjectLabel(valueUnder) ? valueUnder : 'new');
}
