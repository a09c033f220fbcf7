import type { Normalization, UnetSpec } from '#domain/model/unetSpec.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { SimulatedSubject } from '#domain/simulation/sampleList.ts';
import type { TrainingHistory } from '#domain/training/trainingProgress.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';

/** What is kept of a run for the model's card, `run.json` and the methods text. Plain JSON. */
export interface TrainingRecord {
  /** Of Cellpane. */
  readonly version: string;
  readonly tfjsVersion: string;
  readonly seed: number;
  readonly recipe: TrainingRecipe;
  readonly network: UnetSpec;
  readonly normalization: Normalization;
  /** How objects were told from the prediction at validations, sizes at scale 1. */
  readonly instanceSettings: InstanceSettings;
  /** Diameters of small and large annotated objects (10 % and 90 %), px at scale 1. */
  readonly objectDiameterPx: readonly [number, number];
  /** Model that was fine-tuned; `null` = from scratch. */
  readonly startedFrom: string | null;
  /** Simulated images that were mixed in; `null` = none. */
  readonly rehearsed: SimulatedSubject | null;
  readonly backend: string;
  readonly adapter: string;
  readonly inputEdgePx: number;
  readonly batchSize: number;
  readonly data: readonly TrainingDataRecord[];
  readonly iterations: number;
  readonly seconds: number;
  readonly history: TrainingHistory;
  /** Validation whose weights were kept; `null` = the last weights. */
  readonly bestIteration: number | null;
  readonly startedAt: string;
}

export interface TrainingDataRecord {
  readonly name: string;
  readonly role: 'training' | 'validation' | 'training and validation';
  /** On the network's grid, so after the recipe's scale. */
  readonly width: number;
  readonly height: number;
  readonly objects: number;
  /** SHA-256 of the normalised pixels and of the annotation as trained on, hex; `null` where the browser offers none. */
  readonly imageSha256: string | null;
  readonly annotationSha256: string | null;
}
