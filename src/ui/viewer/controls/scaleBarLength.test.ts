import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleBarLength } from '#ui/viewer/controls/scaleBarLength.ts';

describe('scaleBarLength', () => {
  it.each([
    [0.325, '20 µm', 61.54],
    [1, '100 µm', 100],
    [0.65, '50 µm', 76.92],
    [12.5, '1 mm', 80],
    [250, '20 mm', 80],
    [0.005, '500 nm', 100],
    [0.0005, '50 nm', 100],
    [0.02, '2 µm', 100],
  ])('at %f µm per px is %s', (umPerPx, text, widthPx) => {
    const bar = scaleBarLength(umPerPx, 100);
    expect(bar?.text).toBe(text);
    expect(bar?.widthPx).toBeCloseTo(widthPx, 2);
  });

  it('always fits, and fills at least two fifths of its room', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e4, noNaN: true }), (umPerPx) => {
        const bar = scaleBarLength(umPerPx, 140);
        expect(bar?.widthPx).toBeLessThanOrEqual(140.0001);
        expect(bar?.widthPx).toBeGreaterThanOrEqual(0.399 * 140);
      }),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('has no bar for %f µm per px', (size) => {
    expect(scaleBarLength(size, 100)).toBeNull();
  });
});
