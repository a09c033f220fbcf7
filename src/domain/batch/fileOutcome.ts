import type { BackendName } from '#domain/model/engineInfo.ts';
import type { ErrorCode } from '#lib/errors.ts';

/** What became of a file of a batch. */
export type FileOutcome =
  | { readonly kind: 'done'; readonly planes: readonly PlaneResult[] }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'skipped' };

/** What was found in one plane of a file. */
export interface PlaneResult {
  /** Page of the file, from 0. */
  readonly pageIndex: number;
  readonly width: number;
  readonly height: number;
  readonly objectCount: number;
  /** Area of all objects, in px. */
  readonly areaPx: number;
  /** Edge of a pixel in µm, `null` when the file does not say it. */
  readonly pixelSizeUm: number | null;
  readonly tileCount: number;
  readonly backend: BackendName;
  readonly adapter: string;
  readonly ms: {
    readonly decode: number;
    readonly inference: number;
    readonly instances: number;
    readonly total: number;
  };
}

/** A file of a batch with what became of it. */
export interface FileReport {
  /** Path inside the folder, parted by `/`. */
  readonly path: string;
  readonly outcome: FileOutcome;
}
