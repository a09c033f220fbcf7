/** Largest stored level; stands for probability 1. */
export const PROBABILITY_LEVELS = 65_535;

/**
 * Probability that a pixel belongs to an object (1 − probability of class 0), stored in 16 bits:
 * half the memory of floats, and a rounding of at most 7.7e-6.
 */
export interface ProbabilityMap {
  readonly width: number;
  readonly height: number;
  /** [height, width], level = round(probability · PROBABILITY_LEVELS). */
  readonly data: Uint16Array<ArrayBuffer>;
}
