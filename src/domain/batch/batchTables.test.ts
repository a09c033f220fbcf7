import { describe, expect, it } from 'vitest';
import type { PlaneResult } from '#domain/batch/fileOutcome.ts';
import { resultStems } from '#domain/batch/resultStems.ts';
import { secondsLeft } from '#domain/batch/secondsLeft.ts';
import { planeTotals, summaryLines } from '#domain/batch/summaryTable.ts';

const plane = (change: Partial<PlaneResult>): PlaneResult => ({
  pageIndex: 0,
  width: 10,
  height: 10,
  objectCount: 4,
  areaPx: 20,
  pixelSizeUm: 0.5,
  tileCount: 1,
  backend: 'wasm',
  adapter: '',
  ms: { decode: 1, inference: 2, instances: 3, total: 1500 },
  ...change,
});

describe('the summary of a batch', () => {
  it('has a line per plane, with means in px and µm, and one per file without a result', () => {
    const lines = summaryLines(
      [
        { path: 'a.tif', outcome: { kind: 'done', planes: [plane({}), plane({ pageIndex: 1 })] } },
        { path: 'b.tif', outcome: { kind: 'failed', code: 'corrupt-file', message: 'It ends.' } },
        { path: 'c.tif', outcome: { kind: 'skipped' } },
      ],
      'skipped',
    );
    expect(lines.map(({ image, plane: page, error }) => [image, page, error])).toEqual([
      ['a.tif', 1, ''],
      ['a.tif', 2, ''],
      ['b.tif', null, 'It ends.'],
      ['c.tif', null, 'skipped'],
    ]);
    expect(lines[0]).toMatchObject({
      objects: 4,
      areaMeanPx: 5,
      areaMeanUm2: 1.25,
      coveredFraction: 0.2,
      seconds: 1.5,
    });
  });

  it('leaves out means of nothing, and areas in µm² of unknown pixels', () => {
    const [empty, unknown] = summaryLines(
      [
        {
          path: 'a.tif',
          outcome: {
            kind: 'done',
            planes: [plane({ objectCount: 0, areaPx: 0 }), plane({ pixelSizeUm: null })],
          },
        },
      ],
      '',
    );
    expect(empty).toMatchObject({ objects: 0, areaMeanPx: null, areaMeanUm2: null });
    expect(unknown).toMatchObject({ areaMeanPx: 5, areaMeanUm2: null });
  });

  it('weighs the planes of a stack by their objects and pixels', () => {
    const totals = planeTotals([plane({}), plane({ objectCount: 1, areaPx: 80, width: 30 })]);
    expect(totals).toEqual({
      objectCount: 5,
      areaMeanPx: 20,
      coveredFraction: 0.25,
      seconds: 3,
    });
  });
});

describe('resultStems', () => {
  it('keeps folders, and no two results alike where two images share a stem', () => {
    const stems = resultStems(['a.tif', 'a.png', 'x/a.tif', 'x/b.ome.tif', 'x/B.ome.tif']);
    expect([...stems.values()].slice(0, 3)).toEqual(['a.tif', 'a.png', 'x/a']);
    const folded = [...stems.values()].map((stem) => stem.toLowerCase());
    expect(new Set(folded).size).toBe(5);
    expect(folded.slice(3).every((stem) => stem.startsWith('x/b.ome'))).toBe(true);
  });
});

describe('secondsLeft', () => {
  it('follows the latest files', () => {
    expect(secondsLeft([], 9)).toBeNull();
    expect(secondsLeft([2, 4], 10)).toBe(30);
    expect(secondsLeft([...Array(50).fill(100), ...Array(20).fill(1)], 7)).toBe(7);
  });
});
