import type { UnetSpec } from '#domain/model/modelCard.ts';
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
  /** Model that was fine-tuned; `null` = from scratch. */
  readonly startedFrom: string | null;
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
  readonly width: number;
  readonly height: number;
  readonly objects: number;
  /** SHA-256 of the pixels and of the annotation, hex; `null` where the browser offers none. */
  readonly imageSha256: string | null;
  readonly annotationSha256: string | null;
}
