import type { SummaryLine } from '#domain/batch/summaryTable.ts';

/** What the worker offers that writes what a batch leaves behind; it ends after use. Types only. */
export interface BatchWriterApi {
  /** Bytes of `summary.csv`. */
  summaryCsv(request: { readonly lines: readonly SummaryLine[] }): Uint8Array<ArrayBuffer>;
  /**
   * One ZIP of all files.
   * @throws `too-large` beyond 4 GiB or 65,534 files
   */
  pack(request: {
    readonly files: readonly { readonly path: string; readonly file: Blob }[];
    /** Time that its entries show, in ms. */
    readonly savedAtMs: number;
  }): Blob;
}
