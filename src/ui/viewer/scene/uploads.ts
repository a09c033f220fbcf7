import type { ViewLayer } from '#domain/image/viewTile.ts';
import { type AppError, toAppError } from '#lib/errors.ts';
import type { ImageRenderer } from '#ui/viewer/rendering/imageRenderer.ts';
import { hasOutlines, type Side, type TileTexture } from '#ui/viewer/rendering/tileTextures.ts';
import type { LayerTile } from '#ui/viewer/tiles/layers.ts';
import type { LoadedTile } from '#ui/viewer/tiles/loadedTile.ts';
import type { TileSource } from '#ui/viewer/tiles/tileSource.ts';

/** Time of the page for uploads in one frame; the first one is made in any case. */
const UPLOAD_BUDGET_MS = 6;

/** Bytes that one frame hands to the GPU, whose own time for them the page cannot see. */
const UPLOAD_BUDGET_BYTES = 4 * 2 ** 20;

const NEIGHBORS: readonly {
  readonly side: Side;
  readonly opposite: Side;
  readonly columns: number;
  readonly rows: number;
}[] = [
  { side: 'left', opposite: 'right', columns: -1, rows: 0 },
  { side: 'right', opposite: 'left', columns: 1, rows: 0 },
  { side: 'top', opposite: 'bottom', columns: 0, rows: -1 },
  { side: 'bottom', opposite: 'top', columns: 0, rows: 1 },
];

/**
 * Uploads the most urgent of these tiles, as many as a frame has time for.
 *
 * @param onFailure called for a tile that is not what its layer promises; it is not tried again
 * @returns true when some are left for the next frame
 */
export function uploadSome(
  renderer: ImageRenderer,
  source: TileSource<TileTexture>,
  tiles: readonly LayerTile[],
  onFailure: (error: AppError, layer: ViewLayer) => void,
): boolean {
  const startMs = performance.now();
  let bytes = 0;
  for (const entry of source.pendingUploads(tiles)) {
    const hasTime = performance.now() - startMs < UPLOAD_BUDGET_MS && bytes < UPLOAD_BUDGET_BYTES;
    if (bytes > 0 && !hasTime) return true;
    bytes += entry.tile.data.byteLength;
    entry.needsUpload = false;
    try {
      entry.texture = renderer.upload(entry.layer.kind, entry.tile, entry.texture);
    } catch (error) {
      onFailure(toAppError(error), entry.layer);
      continue;
    }
    if (hasOutlines(entry.layer.kind)) joinNeighbors(renderer, source, entry, entry.texture);
  }
  return false;
}

function joinNeighbors(
  renderer: ImageRenderer,
  source: TileSource<TileTexture>,
  entry: LoadedTile<TileTexture>,
  texture: TileTexture,
): void {
  for (const { side, opposite, columns, rows } of NEIGHBORS) {
    const beside = source.tileBeside(entry, columns, rows);
    renderer.join(texture, side, entry.tile, beside?.tile ?? null);
    if (beside?.texture) renderer.join(beside.texture, opposite, beside.tile, entry.tile);
  }
}
