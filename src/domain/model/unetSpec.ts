/** Shape of a U-Net (Ronneberger 2015, Fig. 1, with other numbers). */
export interface UnetSpec {
  /** Number of 2×2 max-pool steps, 1–5. */
  readonly depth: number;
  /** Features of the first level; doubled at each step down. */
  readonly baseFeatures: number;
  readonly inputChannels: number;
  /** Classes of the softmax; class 0 is background. */
  readonly classCount: number;
}

/** How intensities are mapped to what the model was trained on. */
export interface Normalization {
  readonly kind: 'percentile';
  /** Percentiles of the whole image, 0…100, linear interpolation between samples. */
  readonly lowPercent: number;
  readonly highPercent: number;
  /** What the two percentiles are mapped to; values beyond are clipped. */
  readonly outputRange: readonly [number, number];
}
