import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';

/** The scores of one image, as they stand in the table and in its CSV file. */
export interface EvaluationRow {
  readonly image: string;
  /** Id of the model that found the objects. */
  readonly model: string;
  readonly comparison: ImageComparison;
  /** What the model's training used the image for; `null` = nothing that is known. */
  readonly usedInTraining: string | null;
}

/** A figure of an image that can be averaged over images. */
export interface EvaluationFigure {
  /** Column of the CSV file. */
  readonly id: string;
  readonly read: (comparison: ImageComparison) => number;
}

/** Every figure of the CSV file, in its order; `_50` is at an IoU of 0.50. */
export const EVALUATION_FIGURES: readonly EvaluationFigure[] = [
  { id: 'true_count', read: ({ scores }) => scores.trueCount },
  { id: 'count', read: ({ scores }) => scores.count },
  { id: 'hits_50', read: ({ thresholds }) => thresholds[0]?.truePositives ?? Number.NaN },
  { id: 'missed_50', read: ({ thresholds }) => thresholds[0]?.falseNegatives ?? Number.NaN },
  { id: 'false_50', read: ({ thresholds }) => thresholds[0]?.falsePositives ?? Number.NaN },
  { id: 'precision_50', read: ({ thresholds }) => thresholds[0]?.precision ?? Number.NaN },
  { id: 'recall_50', read: ({ thresholds }) => thresholds[0]?.recall ?? Number.NaN },
  { id: 'f1_50', read: ({ scores }) => scores.f1_50 },
  { id: 'ap_mean', read: ({ meanAveragePrecision }) => meanAveragePrecision },
  ...Array.from({ length: 10 }, (_, step) => ({
    id: `ap${50 + 5 * step}`,
    read: ({ thresholds }: ImageComparison) => thresholds[step]?.averagePrecision ?? Number.NaN,
  })),
  { id: 'pq', read: ({ scores }) => scores.pq },
  { id: 'sq', read: ({ sq }) => sq },
  { id: 'rq', read: ({ rq }) => rq },
  { id: 'seg', read: ({ scores }) => scores.seg },
  { id: 'iou', read: ({ scores }) => scores.iou },
  { id: 'dice', read: ({ scores }) => scores.dice },
  { id: 'pixel_error', read: ({ scores }) => scores.pixelError },
  { id: 'rand_error', read: ({ scores }) => scores.randError },
  { id: 'vi_split', read: ({ scores }) => scores.viSplit },
  { id: 'vi_merge', read: ({ scores }) => scores.viMerge },
  { id: 'compared_fraction', read: comparedFraction },
];

/** Share of the pixels that could be compared, 0…1. */
export function comparedFraction(comparison: ImageComparison): number {
  const { pixelCount, unannotatedPixels, unsegmentedPixels } = comparison;
  return pixelCount === 0 ? 1 : 1 - (unannotatedPixels + unsegmentedPixels) / pixelCount;
}

/** Mean of a figure over images, every image with equal weight; NaN without images. */
export function meanFigure(
  rows: readonly Pick<EvaluationRow, 'comparison'>[],
  read: EvaluationFigure['read'],
): number {
  return rows.reduce((sum, { comparison }) => sum + read(comparison), 0) / rows.length;
}
