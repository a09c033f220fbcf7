import type { TrainingHistory, ValidationPoint } from '#domain/training/trainingProgress.ts';

/** Share of the past in the smoothed loss: about the mean of the last 20 steps. */
const SMOOTHING = 0.95;

/** Columns of a chart, all of one length: x, then one list per curve. */
export type ChartData = readonly [x: number[], ...curves: (number | null)[][]];

/**
 * Loss by step, as it was and smoothed, thinned to at most `pointLimit` points: each point stands
 * for a stretch of steps, with the mean of their losses and the smoothed loss at their end.
 * Values that are not finite are gaps.
 */
export function lossCurves(
  loss: TrainingHistory['loss'],
  pointLimit: number,
): [steps: number[], raw: (number | null)[], smoothed: (number | null)[]] {
  const perPoint = Math.max(1, Math.ceil(loss.length / pointLimit));
  const steps: number[] = [];
  const raw: (number | null)[] = [];
  const smoothed: (number | null)[] = [];
  const smooth = createSmoothing();
  let sum = 0;
  let count = 0;
  for (const [index, [step, value]] of loss.entries()) {
    if (Number.isFinite(value)) {
      sum += value;
      count += 1;
      smooth.add(value);
    }
    if ((index + 1) % perPoint !== 0 && index !== loss.length - 1) continue;
    steps.push(step);
    raw.push(count > 0 ? sum / count : null);
    smoothed.push(smooth.value());
    sum = 0;
    count = 0;
  }
  return [steps, raw, smoothed];
}

/** A running mean that forgets, and is right from its first value on. */
function createSmoothing() {
  let sum = 0;
  let weight = 0;
  return {
    add: (value: number): void => {
      sum = SMOOTHING * sum + value;
      weight = SMOOTHING * weight + 1;
    },
    value: (): number | null => (weight > 0 ? sum / weight : null),
  };
}

/** Smoothed loss of now; `null` before the first step. */
export function smoothedLoss(loss: TrainingHistory['loss']): number | null {
  return lossCurves(loss.slice(-400), 1)[2].at(-1) ?? null;
}

/** Scores by step: IoU, F1. They reach to `lastStep`, so that the axis does too. */
export function validationCurves(
  points: readonly ValidationPoint[],
  lastStep: number,
): [steps: number[], iou: (number | null)[], f1: (number | null)[]] {
  const isBehind = lastStep > (points.at(-1)?.iteration ?? -1);
  return [
    [...points.map(({ iteration }) => iteration), ...(isBehind ? [lastStep] : [])],
    [...points.map(({ iou }) => iou), ...(isBehind ? [null] : [])],
    [...points.map(({ f1_50 }) => f1_50), ...(isBehind ? [null] : [])],
  ];
}

/** The losses with those that a logarithmic axis cannot show as gaps. */
export function positiveOnly(curve: readonly (number | null)[]): (number | null)[] {
  return curve.map((value) => (value !== null && value > 0 ? value : null));
}
