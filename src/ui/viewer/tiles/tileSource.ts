import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewLayer, ViewTile } from '#domain/image/viewTile.ts';
import type { AppError } from '#lib/errors.ts';
import {
  type LayerKind,
  type LayerRevisions,
  type LayerTile,
  tileKey,
} from '#ui/viewer/tiles/layers.ts';
import type { LoadedTile } from '#ui/viewer/tiles/loadedTile.ts';
import { TileCache } from '#ui/viewer/tiles/tileCache.ts';
import { type ReadTile, TileLoader, type TileRequest } from '#ui/viewer/tiles/tileLoader.ts';
import { rectanglesTouch, tileRectangle } from '#ui/viewer/tiles/visibleTiles.ts';
import type { Size } from '#ui/viewer/viewport.ts';

/** How a source reads its tiles and gives them up. */
export interface TileSourceOptions<Texture> {
  readonly readTile: ReadTile;
  /** Bytes of tiles and textures together; tiles on screen may exceed it. */
  readonly limitBytes: number;
  readonly onArrival: () => void;
  readonly onFailure: (error: AppError, layer: ViewLayer) => void;
  readonly freeTexture: (texture: Texture) => void;
  /** Called for each tile that arrives, before anything of it is drawn: its texels may be changed. */
  readonly onStore?: (entry: LoadedTile<Texture>) => void;
}

/** Pixels of a tile plus its copy on the GPU. */
const COPIES_PER_TILE = 2;

const MAX_READS_IN_FLIGHT = 4;

/** While a layer fills in, a tile is read again at most this often. */
const REFRESH_INTERVAL_MS = 150;

/**
 * The tiles of one image that are in memory, and the reading of those that are missing.
 *
 * When the revision of a layer grows, the tiles of the former revision stay on screen until every
 * wanted tile of the new one is there; then the layer changes over at once, without flicker.
 */
export class TileSource<Texture> {
  readonly #options: TileSourceOptions<Texture>;
  readonly #cache: TileCache<LoadedTile<Texture>>;
  readonly #loader: TileLoader;
  readonly #failedKeys = new Set<string>();
  #image: Size = { width: 1, height: 1 };
  #newest: LayerRevisions = {
    intensity: 0,
    probability: 0,
    labels: 0,
    annotation: 0,
    comparison: 0,
  };
  #shown: Record<LayerKind, number> = { ...this.#newest };

  constructor(options: TileSourceOptions<Texture>) {
    this.#options = options;
    this.#cache = new TileCache({
      limitBytes: options.limitBytes,
      sizeBytes: (entry) => entry.tile.data.byteLength * COPIES_PER_TILE,
      onRemove: (entry) => this.#free(entry),
    });
    this.#loader = new TileLoader({
      readTile: options.readTile,
      maxInFlight: MAX_READS_IN_FLIGHT,
      onLoaded: (request, tile, isOutdated) => this.#store(request, tile, isOutdated),
      onFailed: (request, error) => this.#fail(request, error),
    });
  }

  get image(): Size {
    return this.#image;
  }

  /** Bytes held by tiles and their textures. */
  get bytes(): number {
    return this.#cache.bytes;
  }

  /** True when no read is on its way. */
  get isIdle(): boolean {
    return this.#loader.isIdle;
  }

  /** Forgets everything and starts with another image. */
  reset(image: Size, revisions: LayerRevisions): void {
    this.dispose();
    this.#failedKeys.clear();
    this.#image = image;
    this.#newest = revisions;
    this.#shown = { ...revisions };
  }

  /** Tells that whole layers may have changed; see the class for what stays on screen. */
  setRevisions(revisions: LayerRevisions): void {
    this.#newest = revisions;
  }

  /** Tells that a rectangle of a layer has changed; its tiles are read again when they are seen. */
  invalidate(kind: LayerKind, area: Rectangle): void {
    for (const entry of this.tilesIn(kind, area)) entry.isOutdated = true;
    this.#loader.markOutdated((request) => this.#isIn(request, kind, area));
    this.#failedKeys.clear();
  }

  /** Every tile in memory of a layer, of any level and revision, that covers part of a rectangle. */
  *tilesIn(kind: LayerKind, area: Rectangle): Generator<LoadedTile<Texture>> {
    for (const entry of this.#cache.values()) if (this.#isIn(entry, kind, area)) yield entry;
  }

  /** True when the newest revision of a tile is uploaded and nothing of it has changed since. */
  isCurrent(tile: LayerTile): boolean {
    const key = tileKey(tile, this.#newest[tile.layer.kind]);
    const entry = this.#cache.use(key);
    const isThere = entry !== undefined && !entry.isOutdated && !entry.needsUpload;
    return isThere || this.#failedKeys.has(key);
  }

  /** Starts a frame: tiles used from now on are not evicted by `endFrame`. */
  beginFrame(): void {
    this.#cache.beginFrame();
  }

  /** Brings the memory back under its limit. */
  endFrame(): void {
    this.#cache.trim();
  }

  /**
   * Asks for the newest revision of these tiles, the first ones first, and for nothing else.
   *
   * @returns milliseconds until it must be called again, because a tile that changes often is held
   *   back; `null` when none is
   */
  want(tiles: readonly LayerTile[]): number | null {
    const requests: TileRequest[] = [];
    let waitMs = Number.POSITIVE_INFINITY;
    for (const { layer, address } of tiles) {
      const revision = this.#newest[layer.kind];
      const key = tileKey({ layer, address }, revision);
      const delayMs = this.#delayUntilRead(key);
      if (delayMs === 0) requests.push({ key, layer, revision, address });
      else waitMs = Math.min(waitMs, delayMs);
    }
    this.#loader.want(requests);
    return Number.isFinite(waitMs) ? waitMs : null;
  }

  /** Those of the tiles that have arrived at the newest revision and wait for their upload. */
  pendingUploads(tiles: readonly LayerTile[]): LoadedTile<Texture>[] {
    return tiles
      .map((tile) => this.#cache.use(tileKey(tile, this.#newest[tile.layer.kind])))
      .filter((entry) => entry !== undefined)
      .filter((entry) => entry.needsUpload);
  }

  /** True when the newest revision of all these tiles is uploaded, or is known to fail. */
  isComplete(tiles: readonly LayerTile[]): boolean {
    return tiles.every((tile) => {
      const key = tileKey(tile, this.#newest[tile.layer.kind]);
      const entry = this.#cache.use(key);
      return (
        this.#failedKeys.has(key) ||
        (entry !== undefined && (entry.texture !== null || !entry.needsUpload))
      );
    });
  }

  /** Puts the newest revision of a layer on screen and frees the former one. */
  showNewest(kind: LayerKind): void {
    const newest = this.#newest[kind];
    if (this.#shown[kind] === newest) return;
    this.#shown[kind] = newest;
    this.#cache.removeWhere((entry) => entry.layer.kind === kind && entry.revision !== newest);
  }

  /** A tile of the revision on screen, uploaded or not; `null` when it is not in memory. */
  shownTile(tile: LayerTile): LoadedTile<Texture> | null {
    return this.#cache.use(tileKey(tile, this.#shown[tile.layer.kind])) ?? null;
  }

  /** The tile of the same layer, revision and level so many columns and rows away. */
  tileBeside(
    entry: LoadedTile<Texture>,
    columns: number,
    rows: number,
  ): LoadedTile<Texture> | null {
    const { layer, address, revision } = entry;
    const beside = { ...address, column: address.column + columns, row: address.row + rows };
    return this.#cache.peek(tileKey({ layer, address: beside }, revision)) ?? null;
  }

  /** Forgets all textures without freeing them: their context is gone. */
  loseTextures(): void {
    for (const entry of this.#cache.values()) {
      entry.texture = null;
      entry.needsUpload = true;
    }
  }

  /** Stops reading and frees everything. */
  dispose(): void {
    this.#loader.clear();
    this.#cache.removeWhere(() => true);
  }

  /** 0 = read now; infinite = nothing to read. */
  #delayUntilRead(key: string): number {
    if (this.#failedKeys.has(key)) return Number.POSITIVE_INFINITY;
    const entry = this.#cache.use(key);
    if (entry === undefined) return 0;
    if (!entry.isOutdated) return Number.POSITIVE_INFINITY;
    return Math.max(0, entry.loadedAtMs + REFRESH_INTERVAL_MS - performance.now());
  }

  #store(request: TileRequest, tile: ViewTile, isOutdated: boolean): void {
    const { key, layer, revision, address } = request;
    const former = this.#cache.peek(key);
    const texture = former?.texture ?? null;
    // The texture moves to the new entry, so that the old pixels stay visible until the upload.
    if (former !== undefined) former.texture = null;
    const loadedAtMs = performance.now();
    const known = { layer, revision, address, tile, texture, isOutdated, loadedAtMs };
    const entry = { ...known, needsUpload: true };
    this.#options.onStore?.(entry);
    this.#cache.put(key, entry);
    this.#options.onArrival();
  }

  #fail(request: TileRequest, error: AppError): void {
    this.#failedKeys.add(request.key);
    // A layer that does not exist yet is nothing to report: its first revision will bring it.
    if (error.code !== 'not-found') this.#options.onFailure(error, request.layer);
    this.#options.onArrival();
  }

  #isIn({ layer, address }: LayerTile, kind: LayerKind, area: Rectangle): boolean {
    return layer.kind === kind && rectanglesTouch(tileRectangle(address, this.#image), area);
  }

  #free(entry: LoadedTile<Texture>): void {
    if (entry.texture !== null) this.#options.freeTexture(entry.texture);
    entry.texture = null;
  }
}
