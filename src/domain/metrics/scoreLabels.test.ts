import { describe, expect, it } from 'vitest';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { adaptedRand } from '#domain/metrics/adaptedRand.ts';
import { matchInstances } from '#domain/metrics/instanceMatching.ts';
import { overlapTable } from '#domain/metrics/overlapTable.ts';
import { scoreLabels } from '#domain/metrics/scoreLabels.ts';
import { readScoreCase, scoreCases } from '#testing/scoreCases.ts';
import { hasShared } from '#testing/sharedData.ts';

/** Label image from rows of digits; anything else is background. */
function labelGrid(...rows: readonly string[]): LabelImage {
  const width = rows[0]?.length ?? 0;
  const data = Uint32Array.from(rows.join(''), (digit) => Number.parseInt(digit, 10) || 0);
  return { width, height: rows.length, data };
}

const PERFECT = {
  iou: 1,
  dice: 1,
  pixelError: 0,
  ap50: 1,
  ap75: 1,
  f1_50: 1,
  pq: 1,
  seg: 1,
  randError: 0,
  viSplit: 0,
  viMerge: 0,
};
const NOTHING_FOUND = { iou: 0, dice: 0, ap50: 0, ap75: 0, f1_50: 0, pq: 0, seg: 0 };

describe('scoreLabels', () => {
  const blank = labelGrid('....', '....');
  const two = labelGrid('11..', '..22');

  it('calls an equal prediction perfect whatever its ids are', () => {
    const renamed = { ...two, data: two.data.map((label) => (label === 0 ? 0 : 900_000 - label)) };
    expect(scoreLabels(two, renamed)).toEqual({ trueCount: 2, count: 2, ...PERFECT });
  });

  it('calls two images without objects perfect', () => {
    expect(scoreLabels(blank, blank)).toEqual({ trueCount: 0, count: 0, ...PERFECT });
  });

  it('finds nothing right in an empty prediction', () => {
    expect(scoreLabels(two, blank)).toEqual({
      trueCount: 2,
      count: 0,
      ...NOTHING_FOUND,
      pixelError: 0.5,
      // Both objects lie in one segment: 4 of 12 ordered pairs are right, 1 bit is missing.
      randError: 1 - (2 * 4) / (4 + 12),
      viSplit: 0,
      viMerge: 1,
    });
  });

  it('finds nothing right where there is no truth', () => {
    expect(scoreLabels(blank, two)).toEqual({
      trueCount: 0,
      count: 2,
      ...NOTHING_FOUND,
      pixelError: 0.5,
      randError: 1,
      viSplit: 0,
      viMerge: 0,
    });
  });

  it('scores a cut object as worked out by hand', () => {
    const scores = scoreLabels(labelGrid('11111111'), labelGrid('11111122'));
    expect(scores).toEqual({
      ...PERFECT,
      trueCount: 1,
      count: 2,
      ap50: 1 / 2,
      ap75: 1 / 2,
      f1_50: 2 / 3,
      pq: 0.75 / 1.5,
      seg: 0.75,
      randError: expect.closeTo(1 - (2 * 32) / (56 + 32), 12),
      viSplit: expect.closeTo(0.75 * Math.log2(4 / 3) + 0.25 * 2, 12),
      viMerge: 0,
    });
  });

  it('matches at an IoU of exactly one half, but not for panoptic quality', () => {
    const scores = scoreLabels(labelGrid('11.'), labelGrid('1..'));
    expect(scores).toMatchObject({ ap50: 1, ap75: 0, f1_50: 1, pq: 0, seg: 0 });
  });

  it('refuses images of different sizes, equal pixel counts included', () => {
    expect(() => scoreLabels(labelGrid('1111'), labelGrid('11', '11'))).toThrow(
      expect.objectContaining({
        code: 'shape-mismatch',
        message: expect.stringContaining('4 × 1'),
      }),
    );
  });
});

describe.skipIf(!hasShared)('scores of damaged segmentations of real images', () => {
  const close = (value: number | undefined) => expect.closeTo(value ?? Number.NaN, 9);

  it.each(scoreCases)('agree with the reference in case %s', (key, expected) => {
    const [truth, prediction] = readScoreCase(key);
    const scores = scoreLabels(truth, prediction);
    const at50 = expected.matching['0.50'];
    const [viSplit, viMerge] = expected.variation_of_information_split_merge;
    expect(scores).toEqual({
      trueCount: (at50?.['tp'] ?? 0) + (at50?.['fn'] ?? 0),
      count: (at50?.['tp'] ?? 0) + (at50?.['fp'] ?? 0),
      iou: close(expected.foreground_iou),
      dice: close(expected.dice),
      pixelError: close(expected.pixel_error),
      ap50: close(at50?.['average_precision']),
      ap75: close(expected.matching['0.75']?.['average_precision']),
      f1_50: close(at50?.['f1']),
      pq: close(expected.panoptic_quality),
      seg: close(expected.seg_ctc),
      randError: close(expected.adapted_rand_error),
      viSplit: close(viSplit),
      viMerge: close(viMerge),
    });
    expect(adaptedRand(overlapTable(truth, prediction))).toMatchObject({
      precision: close(expected.adapted_rand_precision),
      recall: close(expected.adapted_rand_recall),
    });
  });

  it.each(scoreCases)('match objects as the reference does in case %s', (key, { matching }) => {
    const table = overlapTable(...readScoreCase(key));
    expect(Object.keys(matching)).toHaveLength(10);
    for (const [threshold, expected] of Object.entries(matching)) {
      expect(matchInstances(table, Number(threshold)), threshold).toEqual({
        truePositives: expected['tp'],
        falsePositives: expected['fp'],
        falseNegatives: expected['fn'],
        precision: close(expected['precision']),
        recall: close(expected['recall']),
        f1: close(expected['f1']),
        averagePrecision: close(expected['average_precision']),
      });
    }
  });
});
