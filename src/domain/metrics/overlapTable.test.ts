import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapIou, overlapTable } from '#domain/metrics/overlapTable.ts';

const WIDTH = 6;
const labelImages = fc
  .uint32Array({ minLength: 24, maxLength: 24, max: 4 })
  .map((data) => ({ width: WIDTH, height: 4, data: new Uint32Array(data) }));

describe('overlapTable', () => {
  it('counts the pixels of every pair of segments', () => {
    const truth = { width: 3, height: 2, data: Uint32Array.of(0, 7, 7, 0, 7, 3) };
    const prediction = { width: 3, height: 2, data: Uint32Array.of(0, 5, 5, 5, 0, 5) };
    const table = overlapTable(truth, prediction);
    expect(table).toEqual({
      pixelCount: 6,
      truthArea: Float64Array.of(2, 1, 3),
      predictionArea: Float64Array.of(2, 4),
      overlaps: expect.arrayContaining([
        { truth: 0, prediction: 0, pixels: 1 },
        { truth: 0, prediction: 1, pixels: 1 },
        { truth: 1, prediction: 1, pixels: 1 },
        { truth: 2, prediction: 1, pixels: 2 },
        { truth: 2, prediction: 0, pixels: 1 },
      ]),
    });
    expect(table.overlaps).toHaveLength(5);
    expect(overlapIou(table, { truth: 2, prediction: 1, pixels: 2 })).toBe(2 / 5);
  });

  it('holds every pixel once, and its areas are the sums of its overlaps', () => {
    fc.assert(
      fc.property(labelImages, labelImages, (truth, prediction) => {
        const { pixelCount, truthArea, predictionArea, overlaps } = overlapTable(truth, prediction);
        expect(pixelCount).toBe(24);
        const sumWhere = (isCounted: (overlap: (typeof overlaps)[number]) => boolean) =>
          overlaps.filter(isCounted).reduce((sum, { pixels }) => sum + pixels, 0);
        expect(sumWhere(() => true)).toBe(pixelCount);
        for (const [segment, area] of truthArea.entries()) {
          expect(sumWhere((overlap) => overlap.truth === segment)).toBe(area);
        }
        for (const [segment, area] of predictionArea.entries()) {
          expect(sumWhere((overlap) => overlap.prediction === segment)).toBe(area);
        }
      }),
      { seed: 1 },
    );
  });
});
