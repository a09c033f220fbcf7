import type { TrainingHistory } from '#domain/training/trainingProgress.ts';
import type { TrainingState } from '#domain/training/trainingState.ts';

/** What resuming a run needs beside its images and recipe. */
export interface TrainingCheckpoint {
  readonly iteration: number;
  readonly state: TrainingState;
  readonly best: { readonly iteration: number; readonly weights: Float32Array<ArrayBuffer> } | null;
  readonly history: TrainingHistory;
  readonly inputEdgePx: number;
  readonly batchSize: number;
  /** Seconds of training before. */
  readonly seconds: number;
}
