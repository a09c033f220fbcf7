import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { OptimizerSettings } from '#domain/training/trainingRecipe.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import type { OptimizerState, TrainingState } from '#domain/training/trainingState.ts';

/**
 * What an engine worker offers for training, beside `start` of EngineApi; the worker that trains
 * holds one network with its optimiser. Types only.
 */
export interface TrainingEngineApi {
  /**
   * Puts a network and its optimiser on the device; replaces an earlier one.
   * @throws `bad-model` when the weights do not fit, `out-of-memory`
   */
  beginTraining(request: BeginTraining): { readonly parameterCount: number };
  /**
   * One optimiser step. When loss or gradient is not finite, the weights stay as they were and
   * `isApplied` is false.
   * @throws `out-of-memory`, `device-lost`, `wrong-result`; the weights are then those before
   */
  trainStep(request: {
    readonly sample: TrainingSample;
    readonly learningRate: number;
    /** From 0; decides the dropout mask together with the seed. */
    readonly iteration: number;
  }): StepReport;
  /** Copies of weights and optimiser, enough to go on bit for bit. */
  readTraining(request: Record<string, never>): TrainingState;
  /** Foreground probability and most likely class of a tile's valid centre, weights of now. */
  predictTraining(request: {
    /** [height, width, channels], normalised */
    readonly pixels: Float32Array<ArrayBuffer>;
    readonly width: number;
    readonly height: number;
  }): {
    /** [outputHeight, outputWidth], 0…1 */
    readonly probability: Float32Array<ArrayBuffer>;
  };
  endTraining(request: Record<string, never>): null;
}

export interface BeginTraining {
  readonly network: UnetSpec;
  /** `null` = He initialisation from the seed. */
  readonly state: {
    readonly weights: Float32Array;
    readonly optimizer: OptimizerState | null;
  } | null;
  readonly optimizer: OptimizerSettings;
  readonly seed: number;
  readonly clipNorm: number | null;
  /** 0 … below 1 */
  readonly dropout: number;
  readonly freezeContracting: boolean;
}

export interface StepReport {
  /** Mean over all output pixels of weight · cross-entropy (Ronneberger 2015, eq. 1). */
  readonly loss: number;
  /** L2 norm of the whole gradient before clipping. */
  readonly gradientNorm: number;
  readonly isApplied: boolean;
  readonly ms: number;
}

export type { OptimizerState, TrainingState } from '#domain/training/trainingState.ts';
