import { isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { PROBABILITY_LEVELS, type ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { scoreLabels } from '#domain/metrics/scoreLabels.ts';
import { extractInstances } from '#domain/segmentation/extractInstances.ts';
import { foregroundMask } from '#domain/segmentation/foregroundMask.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { ValidationPoint } from '#domain/training/trainingProgress.ts';
import { AppError } from '#lib/errors.ts';

/** Figures of one prediction, or means over several. */
export type ValidationScores = Omit<ValidationPoint, 'iteration'>;

/** Keeps −log of a level that was rounded to 0 finite. */
const SMALLEST_PROBABILITY = 0.5 / PROBABILITY_LEVELS;

/**
 * Scores a prediction against an annotation. Pixels that nobody annotated count nowhere: objects
 * are cut off there, on both sides alike.
 *
 * @param map foreground probability on the annotation's grid
 * @returns `null` when nothing is annotated
 * @throws AppError `shape-mismatch` when the sizes differ
 */
export function scoreValidation(
  map: ProbabilityMap,
  annotation: LabelImage,
  settings: InstanceSettings,
): ValidationScores | null {
  const { width, height } = annotation;
  if (map.width !== width || map.height !== height) {
    throw new AppError(
      'shape-mismatch',
      `The prediction has ${map.width} × ${map.height} px, the annotation ${width} × ${height} px.`,
    );
  }
  const loss = meanCrossEntropy(map, annotation);
  if (loss === null) return null;
  const truth = annotation.data.map((value) => (isObjectLabel(value) ? value : 0));
  const seen = { width, height, data: map.data.slice() };
  clearUnannotated(seen.data, annotation);
  const { labels } = extractInstances(seen, settings);
  // Filled holes and grown objects may have come back.
  clearUnannotated(labels.data, annotation);
  const foreground = settings.growToBorders ? foregroundMask(seen, settings.threshold) : labels;
  const { iou, f1_50, seg } = scoreLabels({ width, height, data: truth }, labels, foreground);
  return { iou, f1_50, seg, loss };
}

/** Means of scores; `null` when there are none. */
export function meanValidation(all: readonly ValidationScores[]): ValidationScores | null {
  if (all.length === 0) return null;
  const mean = (of: (scores: ValidationScores) => number) =>
    all.reduce((sum, scores) => sum + of(scores), 0) / all.length;
  return {
    iou: mean(({ iou }) => iou),
    f1_50: mean(({ f1_50 }) => f1_50),
    seg: mean(({ seg }) => seg),
    loss: mean(({ loss }) => loss ?? 0),
  };
}

/** −log probability of object or background, mean over the annotated pixels. */
function meanCrossEntropy(map: ProbabilityMap, { data }: LabelImage): number | null {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (value === UNANNOTATED) continue;
    const foreground = (map.data[i] as number) / PROBABILITY_LEVELS;
    const probability = isObjectLabel(value) ? foreground : 1 - foreground;
    sum -= Math.log(Math.max(SMALLEST_PROBABILITY, probability));
    count++;
  }
  return count === 0 ? null : sum / count;
}

function clearUnannotated(plane: Uint16Array | Uint32Array, { data }: LabelImage): void {
  for (let i = 0; i < data.length; i++) if (data[i] === UNANNOTATED) plane[i] = 0;
}
