import { describe, expect, it } from 'vitest';
import { pageOfMark, planeMark, splitPlaneMark } from '#domain/export/planeMark.ts';

const STEP = { zStepUm: null, timeStepS: null };
const MOVIE = { pageCount: 12, stack: { sizeZ: 1, sizeT: 12, fastest: 't', ...STEP } } as const;
const ZT = { pageCount: 12, stack: { sizeZ: 4, sizeT: 3, fastest: 'z', ...STEP } } as const;
const PAGES = { pageCount: 7 };

describe('the mark of a plane', () => {
  it('counts from 1 along the axes that the stack has', () => {
    expect(planeMark(MOVIE, 2)).toBe('_t03');
    expect(planeMark(ZT, 6)).toBe('_z3_t2');
    expect(planeMark(PAGES, 6)).toBe('_z7');
    expect(planeMark({ pageCount: 1 }, 0)).toBe('');
  });

  it('leads back to its page', () => {
    for (const info of [MOVIE, ZT, PAGES]) {
      for (let page = 0; page < info.pageCount; page++) {
        const split = splitPlaneMark(`cells${planeMark(info, page)}`);
        expect(split?.stem).toBe('cells');
        expect(pageOfMark(info, split?.mark ?? '')).toBe(page);
      }
    }
  });

  it('names no page of an image without that plane', () => {
    expect(splitPlaneMark('cells')).toBeNull();
    expect(splitPlaneMark('_t3')).toBeNull();
    expect(pageOfMark({ pageCount: 1 }, '_t1')).toBeNull();
    expect(pageOfMark(MOVIE, '_t13')).toBeNull();
    expect(pageOfMark(MOVIE, '_t00')).toBeNull();
  });
});
