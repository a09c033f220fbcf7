import { describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { PaintOptions } from '#domain/project/workSettings.ts';
import { type PaintStart, planPaint } from '#store/planPaint.ts';
import { EMPTY_ANNOTATION, initialAnnotation } from '#store/slices/annotationSlice.ts';

const START: PaintStart = { isEraser: false, valueUnder: UNANNOTATED, isAlternate: false };

function plan(
  options: Partial<PaintOptions>,
  start: Partial<PaintStart> = {},
  selected: readonly number[] = [],
) {
  const state = { ...EMPTY_ANNOTATION.state, nextLabel: 9 };
  const annotation = { state, selection: new Set(selected) };
  return planPaint({ ...initialAnnotation.paint, ...options }, annotation, { ...START, ...start });
}

describe('planPaint', () => {
  it('begins a new object and knows the id that it will get', () => {
    expect(plan({ mode: 'new' }, {}, [3])).toMatchObject({ value: 'new', shownValue: 9 });
  });

  it('extends the object selected last, else the one under the pointer, else begins one', () => {
    expect(plan({ mode: 'extend' }, { valueUnder: 5 }, [3, 4]).value).toBe(4);
    expect(plan({ mode: 'extend' }, { valueUnder: 5 }).value).toBe(5);
    expect(plan({ mode: 'extend' }, { valueUnder: BACKGROUND }).value).toBe('new');
  });

  it('swaps new and extend with Shift', () => {
    expect(plan({ mode: 'new' }, { isAlternate: true }, [3]).value).toBe(3);
    expect(plan({ mode: 'extend' }, { isAlternate: true }, [3]).value).toBe('new');
  });

  it('erases to background, with Shift to unannotated, and the other way round', () => {
    const erase = (eraseTo: PaintOptions['eraseTo'], isAlternate: boolean) =>
      plan({ eraseTo }, { isEraser: true, isAlternate }).value;
    expect(erase('background', false)).toBe(BACKGROUND);
    expect(erase('background', true)).toBe(UNANNOTATED);
    expect(erase('ignore', false)).toBe(UNANNOTATED);
    expect(erase('ignore', true)).toBe(BACKGROUND);
  });

  it('protects other objects from the brush only, unless told otherwise', () => {
    expect(plan({}).overwritesObjects).toBe(false);
    expect(plan({ overwritesObjects: true }).overwritesObjects).toBe(true);
    expect(plan({}, { isEraser: true }).overwritesObjects).toBe(true);
  });
});
