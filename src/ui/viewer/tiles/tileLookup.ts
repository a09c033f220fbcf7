import type { ViewLayer, ViewTileAddress } from '#domain/image/viewTile.ts';
import type { LayerTile } from '#ui/viewer/tiles/layers.ts';
import type { LoadedTile } from '#ui/viewer/tiles/loadedTile.ts';
import type { TileSource } from '#ui/viewer/tiles/tileSource.ts';
import {
  ancestorAddress,
  coarsestLevel,
  tileAt,
  tileRectangle,
} from '#ui/viewer/tiles/visibleTiles.ts';

/** The sharpest uploaded tile on screen that covers this one: itself, or the nearest coarser. */
export function coveringTile<Texture>(
  source: TileSource<Texture>,
  { layer, address }: LayerTile,
): LoadedTile<Texture> | null {
  for (let level = address.level; level <= coarsestLevel(source.image); level++) {
    const entry = source.shownTile({ layer, address: ancestorAddress(address, level) });
    if (entry !== null && entry.texture !== null) return entry;
  }
  return null;
}

/** Texel of the finest tile in memory over an image pixel. Exact when `level` is 0. */
export interface LayerSample {
  readonly value: number;
  readonly level: number;
}

/** What a layer holds at an image pixel, as far as its tiles are in memory. */
export function sampleLayer<Texture>(
  source: TileSource<Texture>,
  layer: ViewLayer,
  x: number,
  y: number,
): LayerSample | null {
  for (let level = 0; level <= coarsestLevel(source.image); level++) {
    const address = tileAt(x, y, level);
    const entry = source.shownTile({ layer, address });
    if (entry === null) continue;
    const area = tileRectangle(address, source.image);
    const column = Math.floor((x - area.x) / 2 ** level);
    const row = Math.floor((y - area.y) / 2 ** level);
    const value = entry.tile.data[row * entry.tile.width + column];
    if (value !== undefined) return { value, level };
  }
  return null;
}

/**
 * The tiles that a view needs, the most urgent first: one coarse tile of the whole image for each
 * layer, to stand in for the others; then the seen tiles; then those of layers shown soon.
 */
export function tilesToRead(
  source: { readonly image: { readonly width: number; readonly height: number } },
  addresses: readonly ViewTileAddress[],
  layers: { readonly now: readonly ViewLayer[]; readonly soon: readonly ViewLayer[] },
): LayerTile[] {
  const whole = { level: coarsestLevel(source.image), column: 0, row: 0 };
  const others = addresses.filter((address) => address.level !== whole.level);
  const tilesOf = (group: readonly ViewLayer[]) =>
    [whole, ...others].flatMap((address) => group.map((layer) => ({ layer, address })));
  return [...tilesOf(layers.now), ...tilesOf(layers.soon)];
}
