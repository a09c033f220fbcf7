/** What the viewer and the contrast panel need to know of one channel. */
export interface ChannelSummary {
  readonly name: string;
  /** Smallest and largest finite intensity. Both 0 when no sample is finite. */
  readonly min: number;
  readonly max: number;
  /** NaN and infinite samples; shown black, never measured. */
  readonly nonFiniteCount: number;
  /** Counts over at most 256 equal bins from `min` up; the last one holds `max`. */
  readonly histogram: Uint32Array<ArrayBuffer>;
  /** Automatic black and white point: percentiles 0.1 and 99.9. */
  readonly autoRange: readonly [number, number];
  /**
   * The viewer draws 16-bit codes: intensity = codeOffset + code · codeStep.
   * Exact (offset 0, step 1) for 8- and 16-bit unsigned data, else 65,536 steps over [min, max].
   */
  readonly codeOffset: number;
  readonly codeStep: number;
}
