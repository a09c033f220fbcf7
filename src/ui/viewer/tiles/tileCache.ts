/** How a cache weighs and gives up its values. */
export interface TileCacheOptions<Value> {
  /** Bytes that the values may hold together; values used in the present frame may exceed it. */
  readonly limitBytes: number;
  readonly sizeBytes: (value: Value) => number;
  /** Called for each value that leaves the cache, so that its texture can be freed. */
  readonly onRemove: (value: Value) => void;
}

/**
 * Values by key, bounded in bytes: the least recently used leave first, but never one that was used
 * since `beginFrame`, because it is on screen.
 */
export class TileCache<Value> {
  // A Map keeps insertion order, so the first entry is the least recently used.
  readonly #entries = new Map<string, { readonly value: Value; frame: number }>();
  readonly #options: TileCacheOptions<Value>;
  #frame = 0;
  #bytes = 0;

  constructor(options: TileCacheOptions<Value>) {
    this.#options = options;
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#entries.size;
  }

  /** The value, which now counts as used; `undefined` when absent. */
  use(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.frame = this.#frame;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** The value without counting as a use. */
  peek(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Stores a value as the most recently used; a former value of the key is removed. */
  put(key: string, value: Value): void {
    this.remove(key);
    this.#entries.set(key, { value, frame: this.#frame });
    this.#bytes += this.#options.sizeBytes(value);
  }

  /** Removes a value if it is there. */
  remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= this.#options.sizeBytes(entry.value);
    this.#options.onRemove(entry.value);
  }

  /** Removes every value that `matches`. */
  removeWhere(matches: (value: Value) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (matches(entry.value)) this.remove(key);
    }
  }

  /** All values, the least recently used first. */
  *values(): Generator<Value> {
    for (const entry of this.#entries.values()) yield entry.value;
  }

  /** Starts a frame: what is used or stored from now on survives the next `trim`. */
  beginFrame(): void {
    this.#frame++;
  }

  /** Removes the least recently used values until the limit is met. */
  trim(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#bytes <= this.#options.limitBytes || entry.frame === this.#frame) return;
      this.remove(key);
    }
  }
}
