import type { FileOutcome } from '#domain/batch/fileOutcome.ts';

/** A file of the batch, as far as it is. */
export interface BatchRow {
  /** Path inside the folder, parted by `/`. */
  readonly path: string;
  readonly state: 'waiting' | 'reading' | 'segmenting' | 'writing' | FileOutcome['kind'];
  /** Share of the present file that is segmented, 0…1. */
  readonly fraction: number;
  /** What became of it; `null` until then. */
  readonly outcome: FileOutcome | null;
}

/** The batch that is shown, running or over. */
export interface Batch {
  readonly id: string;
  /**
   * `pausing` = the present file is finished first; `finishing` = the summary, or the ZIP file, is
   * being written; `ended` = it was cancelled.
   */
  readonly phase: 'running' | 'pausing' | 'paused' | 'finishing' | 'done' | 'ended';
  /** True while it lets a segmentation of the page go first. */
  readonly isGivingWay: boolean;
  readonly sourceName: string;
  /** Name of the folder for the results; `null` = a ZIP file. */
  readonly outputName: string | null;
  readonly modelTitle: string;
  readonly rows: readonly BatchRow[];
  /** Files of the folder that are no images. */
  readonly otherCount: number;
  readonly secondsLeft: number | null;
}

/** A batch that a closed page cut off. */
export interface InterruptedBatch {
  readonly id: string;
  readonly sourceName: string;
  readonly doneCount: number;
  readonly fileCount: number;
  /** True when the browser kept no folder: it has to be chosen again. */
  readonly needsFolder: boolean;
}

/** Segmentation of whole folders. */
export interface BatchSlice {
  readonly batch: Batch | null;
  readonly interruptedBatch: InterruptedBatch | null;
}

export const initialBatch: BatchSlice = { batch: null, interruptedBatch: null };

/** True while files are segmented, or will be without a further click. */
export function isBatchBusy({ batch }: BatchSlice): boolean {
  return batch !== null && ['running', 'pausing', 'finishing'].includes(batch.phase);
}
