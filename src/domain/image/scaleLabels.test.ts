import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleLabels } from '#domain/image/scaleLabels.ts';

const labels = (width: number, height: number, values: readonly number[]) => ({
  width,
  height,
  data: Uint32Array.from(values),
});

describe('scaleLabels', () => {
  it('repeats pixels when it enlarges, and takes those under the centres when it shrinks', () => {
    const small = labels(2, 1, [7, 4_294_967_295]);
    const large = labels(
      4,
      2,
      [7, 7, 4_294_967_295, 4_294_967_295, 7, 7, 4_294_967_295, 4_294_967_295],
    );
    expect(scaleLabels(small, 4, 2)).toEqual(large);
    expect(scaleLabels(large, 2, 1)).toEqual(small);
  });

  it('comes back to the start after a whole-number enlargement', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (width, height, factor) => {
          const start = labels(
            width,
            height,
            Array.from({ length: width * height }, (_, index) => 3 * index),
          );
          const enlarged = scaleLabels(start, factor * width, factor * height);
          expect(scaleLabels(enlarged, width, height)).toEqual(start);
        },
      ),
    );
  });
});
