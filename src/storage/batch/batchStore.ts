import type { BatchSettings } from '#domain/batch/batchSettings.ts';
import type { FileOutcome } from '#domain/batch/fileOutcome.ts';

/** A batch as it is kept, so that a reload costs the file it worked on and no more. */
export interface KeptBatch {
  readonly id: string;
  /** ISO date. */
  readonly startedAt: string;
  readonly settings: BatchSettings;
  /** Name of the folder with the images. */
  readonly sourceName: string;
  /** The folder itself; `null` where the browser hands out none: it is chosen again then. */
  readonly source: FileSystemDirectoryHandle | null;
  /** Folder for the results; `null` = one ZIP file at the end. */
  readonly output: FileSystemDirectoryHandle | null;
  /** Images of the batch. */
  readonly fileCount: number;
  /** True once its summary is written: it is not offered any more. */
  readonly isFinished: boolean;
}

/** A file of a batch that needs no more work. */
export interface KeptFile {
  /** Path inside the folder, parted by `/`. */
  readonly path: string;
  /** Size and date when it was read: a file that has changed since is segmented again. */
  readonly byteLength: number;
  readonly lastModifiedMs: number;
  readonly outcome: FileOutcome;
}

/** Unfinished batches in this browser. */
export interface BatchStore {
  /** Keeps a batch, or what has changed of it, and claims it for this tab. */
  readonly keep: (batch: KeptBatch) => Promise<void>;
  /** Keeps what became of a file. */
  readonly note: (batchId: string, file: KeptFile) => Promise<void>;
  /**
   * The newest unfinished batch that no other tab works on, with the number of its files done.
   * Finished ones are forgotten.
   */
  readonly findInterrupted: () => Promise<{
    readonly batch: KeptBatch;
    readonly doneCount: number;
  } | null>;
  /** Claims it for this tab; false when another has it. */
  readonly claim: (batchId: string) => Promise<boolean>;
  readonly files: (batchId: string) => Promise<readonly KeptFile[]>;
  /** Where results wait for the ZIP file; `null` where the browser has no such place. */
  readonly staging: (batchId: string) => Promise<FileSystemDirectoryHandle | null>;
  /** Forgets it: facts, files and staged results. */
  readonly discard: (batchId: string) => Promise<void>;
}
