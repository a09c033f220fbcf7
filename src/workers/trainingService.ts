import type { BackendName } from '#domain/model/engineInfo.ts';
import type { Normalization, UnetSpec } from '#domain/model/modelCard.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { SimulatedSubject } from '#domain/simulation/sampleList.ts';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingHistory, ValidationPoint } from '#domain/training/trainingProgress.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingRecord } from '#domain/training/trainingRecord.ts';
import type { AppError } from '#lib/errors.ts';

/** Runs trainings, one at a time, in workers of their own. */
export interface TrainingService {
  /**
   * Starts a run, or goes on with one from a checkpoint. It runs until it is stopped; the handle
   * tells what it does.
   *
   * @throws `invalid-argument` when there is nothing to train on, `out-of-memory` when even the
   *   smallest tile does not fit, `backend-unavailable`
   */
  readonly start: (request: StartTraining) => Promise<TrainingRun>;
  /** Tile, batch, memory and time that a run would take, for the page to show before the start. */
  readonly plan: (request: {
    readonly recipe: TrainingRecipe;
    readonly network: UnetSpec;
  }) => Promise<TrainingPlan>;
}

export interface StartTraining {
  readonly images: readonly TrainingImage[];
  /** Images to validate on; `null` = split off by the seed. */
  readonly validationImages: readonly TrainingImage[] | null;
  readonly recipe: TrainingRecipe;
  readonly network: UnetSpec;
  readonly normalization: Normalization;
  /** Weights to start from; `null` = He initialisation. */
  readonly weights: Float32Array<ArrayBuffer> | null;
  readonly startedFrom: string | null;
  /** What the model was made for, to be rehearsed by the recipe's share; `null` = nothing. */
  readonly rehearses: SimulatedSubject | null;
  /**
   * How the model that is fine-tuned separates objects; threshold and minimum size are the run's
   * own. `null` = plain settings.
   */
  readonly instanceSettings?: InstanceSettings | null;
  /** Where a run that was interrupted goes on; `null` = from the start. */
  readonly checkpoint: TrainingCheckpoint | null;
  /** When it was first started, ISO 8601, for a run that goes on; now unless given. */
  readonly startedAt?: string;
  /**
   * Stops the run after this time, counted from the call, pauses left out; `null` = by iterations
   * alone.
   */
  readonly maxSeconds: number | null;
  readonly onChange: (status: TrainingStatus) => void;
  /**
   * Called after validations and at a pause; the caller stores it. A run counts as paused once what
   * this returns has settled.
   */
  readonly onCheckpoint?: (checkpoint: TrainingCheckpoint) => void | Promise<void>;
}

export interface TrainingPlan {
  readonly backend: BackendName;
  readonly adapter: string;
  readonly inputEdgePx: number;
  readonly outputEdgePx: number;
  readonly batchSize: number;
  /** Estimate of what a step needs at its worst moment. */
  readonly memoryBytes: number;
  /** Estimate; `null` before a first step was timed on this machine. */
  readonly secondsPerStep: number | null;
}

export interface TrainingStatus {
  readonly phase:
    | 'starting'
    | 'compiling'
    | 'training'
    | 'validating'
    | 'paused'
    | 'finished'
    | 'failed';
  readonly iteration: number;
  readonly iterations: number;
  readonly loss: number | null;
  readonly learningRate: number;
  readonly msPerStep: number | null;
  readonly secondsLeft: number | null;
  readonly history: TrainingHistory;
  readonly best: ValidationPoint | null;
  readonly plan: TrainingPlan;
  /** Why it ended or what was changed on the way, in plain words, such as a lowered tile size. */
  readonly notes: readonly string[];
  readonly endedBy: 'iterations' | 'time' | 'user' | 'early-stop' | 'not-finite' | 'error' | null;
  readonly error: AppError | null;
}

export interface TrainingRun {
  readonly pause: () => Promise<void>;
  readonly resume: () => void;
  /** Ends the run; best and last weights stay at hand. */
  readonly stop: () => Promise<void>;
  /** Resolves when the run has ended, however it did. */
  readonly finished: Promise<TrainingStatus>;
  /** The image whose prediction is shown; `null` = none. */
  readonly watch: (
    imageId: string | null,
    onPrediction: (prediction: LivePrediction) => void,
  ) => void;
  /** Weights and record after the end (or at a pause): the best validation's, or the last. */
  readonly result: (which: 'best' | 'last') => Promise<TrainingResult>;
  /** Frees workers and memory; the run must have ended. */
  readonly dispose: () => void;
}

/** A prediction on a validation image with the weights of now. */
export interface LivePrediction {
  readonly imageId: string;
  readonly iteration: number;
  readonly width: number;
  readonly height: number;
  /** Grey levels of what the network sees, [height, width]. */
  readonly grey: Uint8Array<ArrayBuffer>;
  /** Foreground probability, 0…255, [height, width]. */
  readonly probability: Uint8Array<ArrayBuffer>;
}

export interface TrainingResult {
  readonly network: UnetSpec;
  /** In the order of `weightShapes`. */
  readonly weights: Float32Array<ArrayBuffer>;
  readonly record: TrainingRecord;
}

export type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
