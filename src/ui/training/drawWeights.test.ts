import { expect, it } from 'vitest';
import { heatColor, weightRange } from '#ui/training/drawWeights.ts';
import { pickPixels } from '#ui/training/pickPixels.ts';

it('the range leaves ignored pixels out', () => {
  expect(weightRange(Float32Array.of(0, 0.5, 11, 0))).toEqual({ low: 0.5, high: 11 });
  expect(weightRange(Float32Array.of(0, 0))).toEqual({ low: 0, high: 0 });
});

it('heat colours grow brighter from end to end', () => {
  const brightness = Array.from({ length: 21 }, (_, step) => {
    const [red, green, blue] = heatColor(step / 20);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  expect(brightness).toEqual(brightness.toSorted((a, b) => a - b));
  expect(heatColor(0)).toEqual([12, 8, 38]);
  expect(heatColor(1)).toEqual([252, 255, 164]);
});

it('pickPixels takes all pixels of a small image and spreads over a large one', () => {
  expect(pickPixels({ width: 3, height: 2 }, 10)).toMatchObject({
    columns: Int32Array.of(0, 1, 2),
    rows: Int32Array.of(0, 1),
  });
  const large = pickPixels({ width: 1000, height: 500 }, 100);
  expect([large.width, large.height]).toEqual([100, 50]);
  expect([large.columns[0], large.columns[99]]).toEqual([5, 995]);
});
