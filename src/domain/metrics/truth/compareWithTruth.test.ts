import { describe, expect, it } from 'vitest';
import { Annotation, snapshotOf } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { judgeObjects, wrongObjects } from '#domain/metrics/truth/comparedObjects.ts';
import { comparedPlanes } from '#domain/metrics/truth/comparedPlanes.ts';
import { scorePlanes } from '#domain/metrics/truth/compareWithTruth.ts';
import { readComparisonTile, VERDICT } from '#domain/metrics/truth/readComparisonTile.ts';
import { readScoreCase, scoreCases } from '#testing/scoreCases.ts';
import { hasShared } from '#testing/sharedData.ts';

/** Digits are ids, `.` is background, `?` is not annotated. */
function grid(...rows: readonly string[]): LabelImage {
  const value = (sign: string) => (sign === '.' ? BACKGROUND : Number(sign));
  const data = Uint32Array.from(rows.join(''), (sign) =>
    sign === '?' ? UNANNOTATED : value(sign),
  );
  return { width: rows[0]?.length ?? 0, height: rows.length, data };
}

/** As `grid`, of objects: background is 0. */
function objects(...rows: readonly string[]): LabelImage {
  const image = grid(...rows);
  return { ...image, data: image.data.map((value) => (value === BACKGROUND ? 0 : value)) };
}

function compare(truth: LabelImage, prediction: LabelImage, threshold = 0.5) {
  const planes = comparedPlanes(truth, prediction, null);
  const { comparison, table } = scorePlanes(planes, null);
  const verdicts = judgeObjects(planes, table, threshold);
  return { planes, comparison, verdicts, wrong: wrongObjects(planes, table, verdicts) };
}

describe('scorePlanes', () => {
  it('leaves out what nobody annotated, on both sides', () => {
    const { comparison, wrong } = compare(grid('11..??', '11..??'), objects('11..22', '11.322'));
    expect(comparison.scores).toMatchObject({ trueCount: 1, count: 2, iou: 4 / 5 });
    expect(comparison.scores.pixelError).toBeCloseTo(1 / 8, 12);
    expect(comparison).toMatchObject({
      unannotatedPixels: 4,
      unsegmentedPixels: 0,
      backgroundPixels: 4,
      pixelCount: 12,
      identicalCount: 1,
    });
    expect(wrong.map(({ kind, label }) => [kind, label])).toEqual([['false', 3]]);
  });

  it('leaves out what the network has not looked at', () => {
    const truth = grid('11..22', '11..22');
    const planes = comparedPlanes(truth, objects('11....', '11....'), [
      { x: -1, y: 0, width: 5, height: 9 },
    ]);
    const { comparison } = scorePlanes(planes, null);
    expect(comparison).toMatchObject({ unannotatedPixels: 0, unsegmentedPixels: 4 });
    expect(comparison.scores).toMatchObject({ trueCount: 1, ap50: 1, iou: 1, pixelError: 0 });
  });

  it('judges the mask before growing by the compared pixels only', () => {
    const planes = comparedPlanes(grid('11.?'), objects('1111'), null);
    const { scores } = scorePlanes(planes, objects('11.1')).comparison;
    expect(scores).toMatchObject({ iou: 1, dice: 1, pixelError: 0, ap50: 1, ap75: 0 });
  });

  it('knows SQ and RQ, and the mean of the average precision', () => {
    const { comparison } = compare(grid('11111111'), objects('11111122'));
    expect(comparison.sq).toBe(0.75);
    expect(comparison.rq).toBe(1 / 1.5);
    // Found at 0.50 … 0.75: six of ten thresholds, each with one false object.
    expect(comparison.meanAveragePrecision).toBeCloseTo((6 * 0.5) / 10, 12);
  });

  it('is perfect where there is nothing and nothing is found', () => {
    const { comparison, wrong } = compare(grid('....'), objects('....'));
    expect(comparison).toMatchObject({ sq: 1, rq: 1, meanAveragePrecision: 1 });
    expect(wrong).toEqual([]);
  });

  it('refuses an annotation of another size', () => {
    expect(() => comparedPlanes(grid('..'), objects('.'), null)).toThrow('2 × 1 px');
  });
});

describe('wrongObjects', () => {
  it('lists misses before false objects, large before small, with where they lie', () => {
    const { wrong } = compare(grid('11.2', '11..', '333.'), objects('4...', '....', '3.55'));
    expect(wrong).toEqual([
      {
        kind: 'missed',
        label: 1,
        areaPx: 4,
        bestIou: 1 / 4,
        box: { x: 0, y: 0, width: 2, height: 2 },
      },
      {
        kind: 'missed',
        label: 3,
        areaPx: 3,
        bestIou: 1 / 3,
        box: { x: 0, y: 2, width: 3, height: 1 },
      },
      { kind: 'missed', label: 2, areaPx: 1, bestIou: 0, box: { x: 3, y: 0, width: 1, height: 1 } },
      {
        kind: 'false',
        label: 5,
        areaPx: 2,
        bestIou: 1 / 4,
        box: { x: 2, y: 2, width: 2, height: 1 },
      },
      {
        kind: 'false',
        label: 3,
        areaPx: 1,
        bestIou: 1 / 3,
        box: { x: 0, y: 2, width: 1, height: 1 },
      },
      {
        kind: 'false',
        label: 4,
        areaPx: 1,
        bestIou: 1 / 4,
        box: { x: 0, y: 0, width: 1, height: 1 },
      },
    ]);
  });

  it('follows the threshold', () => {
    const at = (threshold: number) =>
      compare(grid('1111.'), objects('111..'), threshold).wrong.map(({ kind }) => kind);
    expect(at(0.75)).toEqual([]);
    expect(at(0.8)).toEqual(['missed', 'false']);
  });
});

describe('readComparisonTile', () => {
  it('holds the verdict of both sides in every texel, and tells neighbours apart', () => {
    const { planes, verdicts } = compare(grid('112?.'), objects('11.34'));
    const { data } = readComparisonTile(planes, verdicts, { level: 0, column: 0, row: 0 });
    const verdictsOf = Array.from(data, (value) => [(value >> 16) & 3, value & 3]);
    expect(verdictsOf).toEqual([
      [VERDICT.matched, VERDICT.matched],
      [VERDICT.matched, VERDICT.matched],
      [VERDICT.unmatched, VERDICT.none],
      [VERDICT.leftOut, VERDICT.none],
      [VERDICT.none, VERDICT.unmatched],
    ]);
    const touching = compare(grid('12'), objects('12'));
    const tile = readComparisonTile(touching.planes, touching.verdicts, {
      level: 0,
      column: 0,
      row: 0,
    });
    expect(tile.data[0]).not.toBe(tile.data[1]);
  });
});

describe.skipIf(!hasShared)('an annotation that was imported', () => {
  it.each(scoreCases)('scores as the reference does in case %s', (key, expected) => {
    const [labels, prediction] = readScoreCase(key);
    const session = new AnnotationSession(new Annotation(labels.width, labels.height));
    session.edit({ kind: 'import', labels, title: 'import', keepsExisting: false });
    const { labels: truth } = snapshotOf(session.annotation);
    const { comparison, wrong } = compare(truth, prediction);
    const { scores, thresholds, sq, rq } = comparison;
    const [viSplit, viMerge] = expected.variation_of_information_split_merge;
    const close = (value: number) => expect.closeTo(value, 9);
    expect(scores).toMatchObject({
      iou: close(expected.foreground_iou),
      dice: close(expected.dice),
      pixelError: close(expected.pixel_error),
      pq: close(expected.panoptic_quality),
      seg: close(expected.seg_ctc),
      randError: close(expected.adapted_rand_error),
      viSplit: close(viSplit),
      viMerge: close(viMerge),
    });
    expect(sq * rq).toBeCloseTo(expected.panoptic_quality, 9);
    const references = Object.entries(expected.matching).sort();
    expect(thresholds).toEqual(
      references.map(([threshold, at]) => ({
        iouThreshold: Number(threshold),
        truePositives: at['tp'],
        falsePositives: at['fp'],
        falseNegatives: at['fn'],
        precision: close(at['precision'] ?? Number.NaN),
        recall: close(at['recall'] ?? Number.NaN),
        f1: close(at['f1'] ?? Number.NaN),
        averagePrecision: close(at['average_precision'] ?? Number.NaN),
      })),
    );
    const kinds = wrong.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'missed')).toHaveLength(
      thresholds[0]?.falseNegatives ?? -1,
    );
    expect(kinds.filter((kind) => kind === 'false')).toHaveLength(
      thresholds[0]?.falsePositives ?? -1,
    );
  });
});
