/** Something that could not be written. */
export interface ExportFailure {
  /** File name of the image, with its plane where there are several. */
  readonly name: string;
  readonly message: string;
}

/** Writing of a set of files, going on or over. */
export interface ExportRun {
  readonly isDone: boolean;
  /** True when it ended by `cancel`: nothing was saved. */
  readonly isCancelled: boolean;
  /** Planes that were looked at, and all of them. */
  readonly done: number;
  readonly total: number;
  /** File name of the image that is written now; empty before the first. */
  readonly currentName: string;
  /** Planes that were written. */
  readonly written: number;
  readonly failures: readonly ExportFailure[];
  /** Names of the files that were offered. */
  readonly fileNames: readonly string[];
  readonly cancel: () => void;
}

/** The set of files that is written, or was written last. */
export interface ExportSlice {
  readonly exportRun: ExportRun | null;
}

export const initialExport: ExportSlice = { exportRun: null };

/** The slice with parts of the run replaced; unchanged when there is none. */
export function withExportRun(slice: ExportSlice, change: Partial<ExportRun>): ExportSlice {
  return slice.exportRun ? { exportRun: { ...slice.exportRun, ...change } } : slice;
}
