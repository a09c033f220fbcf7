import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import type { TrainingHistory } from '#domain/training/trainingProgress.ts';
import type { StoredFile } from '#storage/backend/fileStore.ts';
import type { CheckpointImage, CheckpointRun } from '#storage/checkpointStore.ts';

/** An unfinished run as a row; pixels, labels and weights lie in files. */
export interface CheckpointRecord extends Omit<CheckpointRun, 'runId' | 'images' | 'startWeights'> {
  /** Its run's. */
  readonly id: string;
  readonly images: readonly ImageRecord[];
  readonly startWeights: StoredFile | null;
  /** `null` before the first checkpoint. */
  readonly checkpoint: StateRecord | null;
  /** ISO 8601 */
  readonly savedAt: string;
}

export interface ImageRecord extends Omit<CheckpointImage, 'image' | 'annotation'> {
  readonly image: Omit<CheckpointImage['image'], 'channels'>;
  /** All channels, one plane after the other. */
  readonly pixels: StoredFile;
  /** Annotation values, 32-bit. */
  readonly labels: StoredFile;
  readonly classes: ReadonlyMap<number, number>;
}

export interface StateRecord extends Omit<TrainingCheckpoint, 'state' | 'best' | 'history'> {
  /** Weights, then the optimiser's slots, 32-bit floats, all of the same length. */
  readonly state: StoredFile;
  /** Iteration and loss by turns: 20,000 small lists would take a frame to store. */
  readonly losses: Float64Array<ArrayBuffer>;
  readonly validation: TrainingHistory['validation'];
  readonly optimizerSteps: number;
  readonly slotCount: number;
  readonly best: { readonly iteration: number; readonly weights: StoredFile } | null;
}

/** Every file that a run's row points to. */
export function filesOf({ images, startWeights, checkpoint }: CheckpointRecord): StoredFile[] {
  const files = images.flatMap(({ pixels, labels }) => [pixels, labels]);
  if (startWeights) files.push(startWeights);
  if (checkpoint) files.push(checkpoint.state);
  if (checkpoint?.best) files.push(checkpoint.best.weights);
  return files;
}
