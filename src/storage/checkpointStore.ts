import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { Normalization, UnetSpec } from '#domain/model/modelCard.ts';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';

/**
 * Keeps what an unfinished training run needs to go on after the tab was closed or has crashed. A
 * call that fails, or that the tab's end cuts off, leaves what was stored before.
 */
export interface CheckpointStore {
  /**
   * Stores what stays the same during a run. From then on `find` offers the run, with no iteration
   * done; checkpoints of other runs are discarded, unless another tab trains them right now. Call it
   * once before the run starts, not again when it is resumed. No buffer is taken over, but none may
   * be changed or transferred before the promise settles.
   *
   * @throws AppError `storage-full`; training can go on without checkpoints
   */
  readonly begin: (run: CheckpointRun) => Promise<void>;
  /**
   * Replaces the run's checkpoint. Calls are worked off one after the other; one that waits is
   * overtaken by the next and resolves with it, so it may be called as often as one likes. Buffers as
   * with `begin`.
   *
   * @throws AppError `storage-full`: the earlier checkpoint stays; `not-found` when the run was
   *   discarded or never begun
   */
  readonly save: (runId: string, checkpoint: TrainingCheckpoint) => Promise<void>;
  /**
   * What to offer on return: the newest run that no other tab is training; `null` = none. Reads facts
   * only, no pixels and no weights.
   */
  readonly find: () => Promise<CheckpointSummary | null>;
  /**
   * Everything of a run, to go on with it in this tab.
   *
   * @throws AppError `not-found` when it was discarded meanwhile, `corrupt-file` when a file of it is
   *   damaged; it is then discarded
   */
  readonly load: (runId: string) => Promise<StoredCheckpoint>;
  /** Forgets a run: its model was kept, or the user wants it gone. No error when there is none. */
  readonly discard: (runId: string) => Promise<void>;
}

/** The part of a run that never changes. */
export interface CheckpointRun {
  /** Fresh for every run, such as `crypto.randomUUID()`; the same when a run is resumed. */
  readonly runId: string;
  readonly images: readonly CheckpointImage[];
  readonly recipe: TrainingRecipe;
  readonly network: UnetSpec;
  readonly normalization: Normalization;
  /** Weights that the run started from; `null` = from scratch. */
  readonly startWeights: Float32Array<ArrayBuffer> | null;
  /** Model that is fine-tuned, for the record; `null` = from scratch. */
  readonly startedFrom: string | null;
  /** ISO 8601 */
  readonly startedAt: string;
  /** Whatever else the page wants back, such as titles and limits. Plain JSON. */
  readonly page: Readonly<Record<string, unknown>>;
}

/** An image of the run as it was opened, with its annotation at full size. */
export interface CheckpointImage {
  readonly imageId: string;
  readonly name: string;
  readonly image: DecodedImage;
  readonly pixelSizeUm: number | null;
  /** How its channels become the plane that the network sees. */
  readonly input: { readonly channels: readonly number[]; readonly invert: boolean };
  readonly annotation: {
    readonly labels: LabelImage;
    readonly classes: ReadonlyMap<number, number>;
  };
}

/** What the offer to resume says. */
export interface CheckpointSummary {
  readonly runId: string;
  readonly startedAt: string;
  /** Of the last save, ISO 8601. */
  readonly savedAt: string;
  readonly imageNames: readonly string[];
  /** Steps done, and wanted. */
  readonly iteration: number;
  readonly iterations: number;
  readonly startedFrom: string | null;
}

export interface StoredCheckpoint {
  readonly run: CheckpointRun;
  /** `null` when the tab ended before the first checkpoint: start from iteration 0. */
  readonly checkpoint: TrainingCheckpoint | null;
}
