/** What an optimiser remembers between steps. */
export interface OptimizerState {
  /** Steps applied so far. */
  readonly steps: number;
  /** One buffer per slot (momentum: 1, Adam: 2), each in the order of `weightShapes`. */
  readonly slots: readonly Float32Array<ArrayBuffer>[];
}

/** Weights and optimiser, enough to go on bit for bit. */
export interface TrainingState {
  /** In the order of `weightShapes`. */
  readonly weights: Float32Array<ArrayBuffer>;
  readonly optimizer: OptimizerState;
}
