/** Random changes of each training sample (Ronneberger 2015, sec. 3.1). */
export interface AugmentationSettings {
  /** Deviation of the displacements on the coarse 3×3 grid, px; 10 in the paper, 0 = none. */
  readonly elasticSigmaPx: number;
  /** Any angle, uniform. */
  readonly rotate: boolean;
  readonly mirror: boolean;
  /** Factor drawn log-uniformly from this range; [1, 1] = none. */
  readonly scaleRange: readonly [low: number, high: number];
  /** Contrast factor drawn from 1 ± this, brightness shift from 0 ± this · range, 0…1. */
  readonly greyVariation: number;
  /** Gamma drawn log-uniformly from [1 / (1 + this), 1 + this], 0 = none. */
  readonly gammaVariation: number;
  /** Deviation of added Gaussian noise as a fraction of the range, drawn from 0…this. */
  readonly noise: number;
}
