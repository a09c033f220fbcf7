import type { TrainingHistory } from '#domain/training/trainingProgress.ts';

/** Points of the loss curve beyond which every second one is dropped. */
const MAX_LOSS_POINTS = 20_000;

/** The loss curve of a run as it grows. */
export interface LossCurve {
  readonly points: (readonly [iteration: number, value: number])[];
  /** Only iterations 1, 1 + stride, 1 + 2 · stride … are kept. */
  stride: number;
}

/** A curve that goes on from stored points. */
export function lossCurve(points: TrainingHistory['loss']): LossCurve {
  const [first, second] = points;
  const stride = first && second ? second[0] - first[0] : 1;
  return { points: [...points], stride: Math.max(1, stride) };
}

/** Adds a point, iterations counted from 1; halves the curve when it has grown too long. */
export function addLoss(curve: LossCurve, iteration: number, value: number): void {
  if ((iteration - 1) % curve.stride !== 0) return;
  curve.points.push([iteration, value]);
  if (curve.points.length <= MAX_LOSS_POINTS) return;
  curve.stride *= 2;
  const kept = curve.points.filter(([at]) => (at - 1) % curve.stride === 0);
  curve.points.splice(0, curve.points.length, ...kept);
}

/** The curves up to an iteration, for a run that goes back to an earlier state. */
export function historyUntil(history: TrainingHistory, iteration: number): TrainingHistory {
  return {
    loss: history.loss.filter(([at]) => at <= iteration),
    validation: history.validation.filter((point) => point.iteration <= iteration),
  };
}
