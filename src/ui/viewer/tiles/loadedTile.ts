import type { ViewLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';

/** A tile that has arrived. */
export interface LoadedTile<Texture> {
  readonly layer: ViewLayer;
  readonly revision: number;
  readonly address: ViewTileAddress;
  readonly tile: ViewTile;
  readonly loadedAtMs: number;
  /** Its copy on the GPU; `null` until it is uploaded. */
  texture: Texture | null;
  /** True while `texture` is missing or older than `tile`. */
  needsUpload: boolean;
  /** True when the pixels have changed since `tile` was read. */
  isOutdated: boolean;
}
