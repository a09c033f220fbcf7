import { describe, expect, it } from 'vitest';
import type { EvaluationScores } from '#domain/metrics/evaluationScores.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { withCardScores } from './cardScores.ts';
import { meanScores, printedScores } from './meanScores.ts';
import { SWEEP_VARIANTS, sweepTable } from './sweep.ts';

function scoresOf(value: number): EvaluationScores {
  const names = ['trueCount', 'count', 'iou', 'dice', 'pixelError', 'ap50', 'ap75', 'f1_50', 'pq'];
  const more = ['seg', 'randError', 'viSplit', 'viMerge'];
  return Object.fromEntries(
    [...names, ...more].map((name) => [name, value]),
  ) as unknown as EvaluationScores;
}

const card: ModelCard = {
  id: 'tiny',
  title: 'Tiny',
  summary: 'For tests.',
  modality: 'none',
  version: '1',
  network: { depth: 1, baseFeatures: 1, inputChannels: 1, classCount: 2 },
  trainedOn: [],
  trainingNote: '',
  normalization: { kind: 'percentile', lowPercent: 0, highPercent: 100, outputRange: [0, 1] },
  channels: ['grey'],
  pixelSizeUm: null,
  objectDiameterPx: [1, 2],
  defaults: {
    threshold: 0.5,
    minimumSizePx: 0,
    fillHoles: true,
    removeBorderObjects: false,
    splitTouching: 0,
    growToBorders: false,
  },
  scores: [],
  licence: 'MIT',
};

describe('meanScores', () => {
  it('averages each figure over the images where it is defined', () => {
    const scores = [scoresOf(1), scoresOf(3), { ...scoresOf(8), seg: Number.NaN }];
    const mean = meanScores(scores);
    expect(mean.iou).toBe(4);
    expect(mean.seg).toBe(2);
  });

  it('gives null where a figure is defined nowhere', () => {
    expect(meanScores([]).f1_50).toBeNull();
    expect(printedScores({ ...scoresOf(1), seg: Number.NaN }).seg).toBeNull();
  });

  it('prints every figure in the fixed order', () => {
    expect(Object.keys(printedScores(scoresOf(1)))).toEqual([
      'trueCount',
      'count',
      'iou',
      'dice',
      'pixelError',
      'ap50',
      'ap75',
      'f1_50',
      'pq',
      'seg',
      'randError',
      'viSplit',
      'viMerge',
    ]);
  });
});

describe('sweepTable', () => {
  it('puts the settings with the best F1 first', () => {
    const best = SWEEP_VARIANTS.findIndex(
      ({ threshold, minimumSizePx }) => threshold === 0.6 && minimumSizePx === 50,
    );
    const scores = SWEEP_VARIANTS.map((_, index) => scoresOf(index === best ? 0.9 : 0.1));
    const rows = sweepTable([scores, scores]).split('\n');
    expect(rows[2]).toContain('| 0.6 | 50 | 0.9 | 0.9000 |');
    expect(rows).toHaveLength(SWEEP_VARIANTS.length + 3);
  });
});

describe('withCardScores', () => {
  it('adds a data set and replaces it when it is scored again', () => {
    const once = withCardScores(
      card,
      { data: 'Set', note: '', images: 2 },
      meanScores([scoresOf(0.5)]),
    );
    const twice = withCardScores(
      once,
      { data: 'Set', note: 'again', images: 3 },
      meanScores([scoresOf(0.123456)]),
    );
    expect(twice.scores).toEqual([
      {
        data: 'Set',
        images: 3,
        note: 'again',
        figures: {
          iou: 0.1235,
          pixelError: 0.1235,
          f1_50: 0.1235,
          pq: 0.1235,
          seg: 0.1235,
          randError: 0.1235,
        },
      },
    ]);
  });

  it('leaves out figures that are not defined', () => {
    const mean = { ...meanScores([scoresOf(0.5)]), seg: null };
    const { scores } = withCardScores(card, { data: 'Set', note: '', images: 1 }, mean);
    expect(scores[0]?.figures).not.toHaveProperty('seg');
  });
});
