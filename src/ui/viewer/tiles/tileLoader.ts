import type { ViewLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import { type AppError, hasCode, toAppError } from '#lib/errors.ts';

/**
 * Reads one tile; called again for a tile whose layer changed. The signal aborts when the tile has
 * left the view, so that a queue behind this function can skip it; ignoring it is allowed.
 */
export type ReadTile = (
  layer: ViewLayer,
  address: ViewTileAddress,
  signal: AbortSignal,
) => Promise<ViewTile>;

/** A tile to be read. `key` tells layer, revision and address. */
export interface TileRequest {
  readonly key: string;
  readonly layer: ViewLayer;
  readonly revision: number;
  readonly address: ViewTileAddress;
}

/** Where the loader reads from and reports to. */
export interface TileLoaderOptions {
  readonly readTile: ReadTile;
  /** `isOutdated` is true when the tile's pixels changed while it was on its way. */
  readonly onLoaded: (request: TileRequest, tile: ViewTile, isOutdated: boolean) => void;
  readonly onFailed: (request: TileRequest, error: AppError) => void;
  /** Reads on their way at once: enough to keep a worker busy, few enough to change course. */
  readonly maxInFlight: number;
}

interface Flight {
  readonly request: TileRequest;
  readonly controller: AbortController;
  isOutdated: boolean;
  /** Aborted, then wanted once more before the read had ended. */
  isWantedAgain: boolean;
}

/**
 * Reads tiles in order of priority, a few at a time. What is no longer wanted is dropped from the
 * queue, and aborted when it is on its way already.
 */
export class TileLoader {
  readonly #options: TileLoaderOptions;
  #queue: TileRequest[] = [];
  #flights = new Map<string, Flight>();

  constructor(options: TileLoaderOptions) {
    this.#options = options;
  }

  /** True when no read is on its way and none waits. */
  get isIdle(): boolean {
    return this.#flights.size === 0 && this.#queue.length === 0;
  }

  /** Replaces everything that was wanted before; the most urgent request comes first. */
  want(requests: readonly TileRequest[]): void {
    const keys = new Set(requests.map((request) => request.key));
    for (const [key, flight] of this.#flights) {
      if (!keys.has(key)) flight.controller.abort();
      flight.isWantedAgain = keys.has(key) && flight.controller.signal.aborted;
    }
    this.#queue = requests.filter((request) => !this.#flights.has(request.key));
    this.#startNext();
  }

  /** Marks the reads on their way that `matches`: their tiles will arrive as outdated. */
  markOutdated(matches: (request: TileRequest) => boolean): void {
    for (const flight of this.#flights.values()) {
      if (matches(flight.request)) flight.isOutdated = true;
    }
  }

  /** Forgets the queue and everything on its way; late answers are ignored. */
  clear(): void {
    for (const flight of this.#flights.values()) flight.controller.abort();
    this.#flights = new Map();
    this.#queue = [];
  }

  #startNext(): void {
    while (this.#flights.size < this.#options.maxInFlight) {
      const request = this.#queue.shift();
      if (request === undefined) return;
      const flight = {
        request,
        controller: new AbortController(),
        isOutdated: false,
        isWantedAgain: false,
      };
      this.#flights.set(request.key, flight);
      void this.#read(flight);
    }
  }

  async #read(flight: Flight): Promise<void> {
    const { request, controller } = flight;
    const flights = this.#flights;
    let tile: ViewTile | null = null;
    let failure: AppError | null = null;
    try {
      tile = await this.#options.readTile(request.layer, request.address, controller.signal);
    } catch (error) {
      failure = toAppError(error);
    }
    // `clear` puts a new map in place: answers to requests from before it are late.
    if (flights !== this.#flights) return;
    flights.delete(request.key);
    if (tile !== null) {
      this.#options.onLoaded(request, tile, flight.isOutdated);
    } else if (flight.isWantedAgain) {
      this.#queue.unshift(request);
    } else if (failure !== null && !controller.signal.aborted && !hasCode(failure, 'cancelled')) {
      this.#options.onFailed(request, failure);
    }
    this.#startNext();
  }
}
