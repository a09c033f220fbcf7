/** Agreement of a label image with the truth; figures of `npm run evaluate`, names as printed. */
export interface EvaluationScores {
  /** Objects of the truth and of the prediction. */
  readonly trueCount: number;
  readonly count: number;
  /** Of the foregrounds, 0…1. */
  readonly iou: number;
  readonly dice: number;
  /** Pixels that are foreground in one image only / all pixels, 0…1. */
  readonly pixelError: number;
  /** Average precision and F1 of objects matched at IoU ≥ 0.50 and 0.75, 0…1. */
  readonly ap50: number;
  readonly ap75: number;
  readonly f1_50: number;
  /** Panoptic quality, 0…1. */
  readonly pq: number;
  /** SEG of the Cell Tracking Challenge, 0…1. */
  readonly seg: number;
  /** Adapted Rand error, 0…1; 0 is perfect. */
  readonly randError: number;
  /** Variation of information in bits by false splits and by false merges; 0 is perfect. */
  readonly viSplit: number;
  readonly viMerge: number;
}
