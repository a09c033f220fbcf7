/** Parts of this size are handed to the browser, which may put them on disk. */
const PART_BYTES = 8 * 2 ** 20;

/** Gathers bytes into a Blob of which only a few megabytes lie in memory. */
export class BlobParts {
  #parts: Blob[] = [];
  #waiting: Uint8Array<ArrayBuffer>[] = [];
  #waitingBytes = 0;

  /** Copies the bytes. */
  add(bytes: Uint8Array): void {
    this.#waiting.push(new Uint8Array(bytes));
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= PART_BYTES) this.#putAway();
  }

  /** All bytes so far. */
  finish(type: string): Blob {
    this.#putAway();
    return new Blob(this.#parts, { type });
  }

  #putAway(): void {
    this.#parts.push(new Blob(this.#waiting));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
