import type { EvaluationScores } from '#domain/metrics/evaluationScores.ts';

/** Names of the figures in the order in which they are printed. */
export const SCORE_NAMES = [
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
] as const satisfies readonly (keyof EvaluationScores)[];

/** Figures as printed: `null` where one is not defined for an image, e.g. without any object. */
export type PrintedScores = Readonly<Record<(typeof SCORE_NAMES)[number], number | null>>;

/** The figures in their fixed order; JSON knows no NaN, so `null` stands for it. */
export function printedScores(scores: EvaluationScores): PrintedScores {
  const entries = SCORE_NAMES.map((name) => [
    name,
    Number.isFinite(scores[name]) ? scores[name] : null,
  ]);
  return Object.fromEntries(entries) as PrintedScores;
}

/** Mean of each figure over the images where it is defined; `null` where it is for none. */
export function meanScores(all: readonly EvaluationScores[]): PrintedScores {
  const entries = SCORE_NAMES.map((name) => {
    const values = all.map((scores) => scores[name]).filter(Number.isFinite);
    const sum = values.reduce((total, value) => total + value, 0);
    return [name, values.length > 0 ? sum / values.length : null];
  });
  return Object.fromEntries(entries) as PrintedScores;
}
