import { expect, it } from 'vitest';
import { mirrorIndex, mirrorIndices } from '#domain/tiling/mirrorIndex.ts';

it('mirrors without repeating the edge pixel', () => {
  expect([...mirrorIndices(-3, 10, 4)]).toEqual([3, 2, 1, 0, 1, 2, 3, 2, 1, 0]);
});

it('mirrors again and again when the image is smaller than the halo', () => {
  expect([...mirrorIndices(-5, 11, 2)]).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
});

it('repeats the only pixel of a 1 px image', () => {
  expect([-92, 0, 1, 400].map((i) => mirrorIndex(i, 1))).toEqual([0, 0, 0, 0]);
});
