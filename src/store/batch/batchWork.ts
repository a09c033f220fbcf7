import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { KeptBatch } from '#storage/batch/batchStore.ts';
import type { BatchServices } from '#store/batch/batchServices.ts';
import type { BatchSink } from '#store/batch/batchSink.ts';
import type { BatchFile } from '#store/batch/batchSource.ts';
import type { ExportWriter } from '#store/exporting/exportWriter.ts';

/** The batch that runs, or ran last. */
export interface BatchWork {
  readonly kept: KeptBatch;
  readonly services: BatchServices;
  readonly files: ReadonlyMap<string, BatchFile>;
  /** Beginnings of the result files, by path. */
  readonly stems: ReadonlyMap<string, string>;
  readonly sink: BatchSink;
  /** Of each file done, in the order in which they were. */
  readonly doneSeconds: number[];
  /** Writes the files of the results; made anew after a failure. */
  writer: ExportWriter | null;
  /** The file worked on now. */
  current: { readonly path: string; readonly controller: AbortController } | null;
  /** The file that is read while another is segmented; one and no more. */
  ahead: AheadFile | null;
  isCancelled: boolean;
  /** Settles, never rejects, once nothing of it runs; `null` while nothing does. */
  running: Promise<void> | null;
}

/** A file with its first plane. */
export interface ReadFile {
  readonly file: File;
  /** Good for one use. */
  readonly image: DecodedImage;
  readonly decodeMs: number;
}

/** The file whose turn is next, while it is read. */
export interface AheadFile {
  readonly path: string;
  readonly controller: AbortController;
  /** Never rejects; `null` when it could not be read, which the file's own turn tells. */
  readonly read: Promise<ReadFile | null>;
}
