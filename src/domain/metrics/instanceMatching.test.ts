import { describe, expect, it } from 'vitest';
import { matchInstances } from '#domain/metrics/instanceMatching.ts';
import { overlapTable } from '#domain/metrics/overlapTable.ts';

function row(...data: readonly number[]) {
  return { width: data.length, height: 1, data: Uint32Array.from(data) };
}

describe('matchInstances', () => {
  it('makes the most pairs where objects have several possible partners', () => {
    // Both true objects can have prediction 1; truth 1 comes first and must give it up for 2.
    const truth = row(2, 2, 1, 1, 1, 1);
    const prediction = row(1, 1, 1, 1, 2, 2);
    const table = overlapTable(truth, prediction);
    expect(matchInstances(table, 0.3)).toMatchObject({ truePositives: 2, averagePrecision: 1 });
  });

  it('pairs an object once even when two halves of it reach one half', () => {
    const table = overlapTable(row(1, 1, 1, 1), row(1, 1, 2, 2));
    expect(matchInstances(table, 0.5)).toEqual({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 0,
      precision: 0.5,
      recall: 1,
      f1: 2 / 3,
      averagePrecision: 0.5,
    });
  });

  it('finds nothing more as the threshold rises', () => {
    const table = overlapTable(row(1, 1, 1, 1, 2, 2), row(1, 1, 1, 0, 2, 2));
    const found = [0.5, 0.75, 0.76, 1].map((iou) => matchInstances(table, iou).truePositives);
    expect(found).toEqual([2, 2, 1, 1]);
  });
});
