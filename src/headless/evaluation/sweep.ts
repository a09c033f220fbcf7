import type { EvaluationScores } from '#domain/metrics/evaluationScores.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { meanScores } from './meanScores.ts';

const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const MINIMUM_SIZES_PX = [0, 4, 16, 50, 150, 500];
const SHOWN = ['count', 'iou', 'pixelError', 'f1_50', 'pq', 'seg', 'randError'] as const;

/** Settings that a sweep tries on one probability map. */
export const SWEEP_VARIANTS: readonly Pick<InstanceSettings, 'threshold' | 'minimumSizePx'>[] =
  THRESHOLDS.flatMap((threshold) =>
    MINIMUM_SIZES_PX.map((minimumSizePx) => ({ threshold, minimumSizePx })),
  );

/**
 * Markdown table of a sweep's mean scores, best F1 first.
 *
 * @param byImage per image the scores in the order of `SWEEP_VARIANTS`
 */
export function sweepTable(byImage: readonly (readonly EvaluationScores[])[]): string {
  const rows = SWEEP_VARIANTS.map((variant, index) => ({
    variant,
    mean: meanScores(byImage.flatMap((scores) => scores[index] ?? [])),
  })).sort((a, b) => (b.mean.f1_50 ?? 0) - (a.mean.f1_50 ?? 0));
  return [
    `| threshold | minimum size px | ${SHOWN.join(' | ')} |`,
    `|${'---|'.repeat(SHOWN.length + 2)}`,
    ...rows.map(({ variant, mean }) => {
      const figures = SHOWN.map((name) => mean[name]?.toFixed(name === 'count' ? 1 : 4) ?? '–');
      return `| ${variant.threshold} | ${variant.minimumSizePx} | ${figures.join(' | ')} |`;
    }),
    '',
  ].join('\n');
}
