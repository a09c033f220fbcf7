/** One validation of a run. */
export interface ValidationPoint {
  /** Steps done. */
  readonly iteration: number;
  /** Foreground IoU over annotated pixels, mean over the validation images, 0…1. */
  readonly iou: number;
  /** Object F1 at IoU ≥ 0.5, 0…1. */
  readonly f1_50: number;
  /** SEG of the Cell Tracking Challenge, 0…1. */
  readonly seg: number;
  /** Mean cross-entropy over annotated pixels of the validation images, not weighted. */
  readonly loss: number | null;
}

/** Curves of a run. */
export interface TrainingHistory {
  /** Loss by iteration, from 1; thinned beyond 20,000 points. */
  readonly loss: readonly (readonly [iteration: number, value: number])[];
  readonly validation: readonly ValidationPoint[];
}
