import type { Normalization, UnetSpec } from '#domain/model/modelCard.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { SimulatedSubject } from '#domain/simulation/sampleList.ts';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { LivePrediction, TrainingRun } from '#workers/trainingService.ts';

/** Everything a run starts with, beside its recipe. */
export interface TrainingData {
  readonly images: readonly TrainingImage[];
  /** `null` = a region of the only image; empty = none. */
  readonly validationImages: readonly TrainingImage[] | null;
  readonly network: UnetSpec;
  readonly normalization: Normalization;
  /** `null` = from scratch. */
  readonly weights: Float32Array<ArrayBuffer> | null;
  /** How the model that is fine-tuned finds objects; `null` = from scratch. */
  readonly instanceSettings: InstanceSettings | null;
  /** Id of the model that is fine-tuned; `null` = from scratch. */
  readonly startedFrom: string | null;
  /** What that model was made for, when it can be simulated. */
  readonly rehearses: SimulatedSubject | null;
}

/** Handles to the run that is shown; pixels and weights never enter the state. */
export interface RunningTraining {
  readonly runId: string;
  readonly recipe: TrainingRecipe;
  /** ISO 8601 */
  readonly startedAt: string;
  /** `null` while images are being read. */
  data: TrainingData | null;
  /** `null` until the engine has taken over. */
  run: TrainingRun | null;
  /** The latest; the run can go on from it after an end. */
  checkpoint: TrainingCheckpoint | null;
  /** True once the user stopped or discarded it. */
  isStopped: boolean;
  /** True once a failure to store checkpoints was told: once is enough. */
  isStorageFailureTold: boolean;
  /** Shows the predictions of the watched image. */
  showPrediction: ((prediction: LivePrediction) => void) | null;
}

/** Handles of a run that has just been asked for. */
export function newTraining(
  runId: string,
  recipe: TrainingRecipe,
  startedAt: string,
): RunningTraining {
  return {
    runId,
    recipe,
    startedAt,
    data: null,
    run: null,
    checkpoint: null,
    isStopped: false,
    isStorageFailureTold: false,
    showPrediction: null,
  };
}
