import { describe, expect, it } from 'vitest';
import type { StackAxes } from '#domain/image/stackAxes.ts';
import { pagePlayedNext, pagesAround } from '#domain/image/stackNeighbours.ts';

const pages = { pageCount: 5 };
const axes: StackAxes = { sizeZ: 3, sizeT: 4, fastest: 'z', zStepUm: null, timeStepS: null };
/** page = t · 3 + z */
const hyperstack = { pageCount: 12, stack: axes };

describe('pagesAround', () => {
  it('goes on the way that was gone, and has the way back', () => {
    expect(pagesAround(pages, 1, 2)).toEqual([3, 1, 4]);
    expect(pagesAround(pages, 3, 2)).toEqual([1, 3, 0]);
  });

  it('goes on past the ends', () => {
    expect(pagesAround(pages, 3, 4)).toEqual([0, 3, 1]);
    expect(pagesAround(pages, 4, 0)).toEqual([1, 4, 2]);
    expect(pagesAround(pages, 0, 4)).toEqual([3, 0, 2]);
  });

  it('stays on the axis of the step', () => {
    expect(pagesAround(hyperstack, 1, 4)).toEqual([7, 1, 10]);
    expect(pagesAround(hyperstack, 3, 4)).toEqual([5, 3]);
    expect(pagesAround(hyperstack, 0, 4)).toEqual([7, 1, 10]);
  });

  it('never holds the page itself', () => {
    expect(pagesAround({ pageCount: 2 }, 0, 1)).toEqual([0]);
    expect(pagesAround({ pageCount: 1 }, 0, 0)).toEqual([]);
  });
});

describe('pagePlayedNext', () => {
  it('is the next time point of the same slice, and the first after the last', () => {
    expect(pagePlayedNext(hyperstack, 1)).toBe(4);
    expect(pagePlayedNext(hyperstack, 10)).toBe(1);
  });

  it('is the next slice where there is no time', () => {
    expect(pagePlayedNext(pages, 3)).toBe(4);
    expect(pagePlayedNext(pages, 4)).toBe(0);
  });
});
