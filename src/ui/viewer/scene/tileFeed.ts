import type { ViewLayer, ViewTileAddress } from '#domain/image/viewTile.ts';
import type { AppError } from '#lib/errors.ts';
import type { ImageRenderer } from '#ui/viewer/rendering/imageRenderer.ts';
import type { TileTexture } from '#ui/viewer/rendering/tileTextures.ts';
import { uploadSome } from '#ui/viewer/scene/uploads.ts';
import type { LayerKind } from '#ui/viewer/tiles/layers.ts';
import type { LoadedTile } from '#ui/viewer/tiles/loadedTile.ts';
import type { ReadTile } from '#ui/viewer/tiles/tileLoader.ts';
import { tilesToRead } from '#ui/viewer/tiles/tileLookup.ts';
import { TileSource } from '#ui/viewer/tiles/tileSource.ts';

/** Tiles and their textures together; what is on screen may exceed it. */
const TILE_MEMORY_BYTES = 384 * 2 ** 20;

/** Where a feed gets its tiles from, and whom it tells. */
export interface TileFeedOptions {
  readonly readTile: ReadTile;
  readonly freeTexture: (texture: TileTexture) => void;
  /** Something has arrived that the next frame can show. */
  readonly requestDraw: () => void;
  readonly onFailure: (error: AppError, layer: ViewLayer) => void;
  /** Called for each tile that arrives; its texels may be changed. */
  readonly onStore: (entry: LoadedTile<TileTexture>) => void;
}

/** What a view needs. */
export interface TileDemand {
  readonly addresses: readonly ViewTileAddress[];
  /** Layers that are drawn, and layers that may have to be drawn at once. */
  readonly layers: { readonly now: readonly ViewLayer[]; readonly soon: readonly ViewLayer[] };
  /** Layers in the picture that is on screen: they must not change tile by tile. */
  readonly drawnKinds: ReadonlySet<LayerKind>;
}

/** Brings tiles from the reader to the GPU, frame by frame. */
export class TileFeed {
  readonly source: TileSource<TileTexture>;
  readonly #options: TileFeedOptions;
  readonly #failedLayers = new Set<string>();
  #refreshTimer = 0;

  constructor(options: TileFeedOptions) {
    this.#options = options;
    this.source = new TileSource({
      readTile: options.readTile,
      freeTexture: options.freeTexture,
      limitBytes: TILE_MEMORY_BYTES,
      onArrival: options.requestDraw,
      onFailure: this.#reportFailure,
      onStore: options.onStore,
    });
  }

  /** Uploads what has arrived, as far as one frame has time for it, and asks for what is missing. */
  serve(renderer: ImageRenderer, demand: TileDemand): void {
    const { addresses, layers, drawnKinds } = demand;
    const wanted = tilesToRead(this.source, addresses, layers);
    if (uploadSome(renderer, this.source, wanted, this.#reportFailure)) this.#options.requestDraw();
    const waitMs = this.source.want(wanted);
    clearTimeout(this.#refreshTimer);
    if (waitMs !== null) {
      this.#refreshTimer = window.setTimeout(this.#options.requestDraw, waitMs);
    }
    for (const kind of new Set(wanted.map(({ layer }) => layer.kind))) {
      const tiles = wanted.filter(({ layer }) => layer.kind === kind);
      if (!drawnKinds.has(kind) || this.source.isComplete(tiles)) this.source.showNewest(kind);
    }
  }

  /** Failures are told again: the image or its layers have changed. */
  forgetFailures(): void {
    this.#failedLayers.clear();
  }

  /** Stops reading and frees everything. */
  dispose(): void {
    clearTimeout(this.#refreshTimer);
    this.source.dispose();
  }

  readonly #reportFailure = (error: AppError, layer: ViewLayer): void => {
    const name = JSON.stringify(layer);
    if (this.#failedLayers.has(name)) return;
    this.#failedLayers.add(name);
    this.#options.onFailure(error, layer);
  };
}
