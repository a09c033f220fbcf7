import { Sha256 } from '#formats/zip/sha256.ts';

/** The browser's own SHA-256, several times as fast as ours, takes all bytes at once: up to these. */
const MAX_AT_ONCE_BYTES = 64 * 2 ** 20;

/** SHA-256 of an entry that comes piece by piece, of which little has to lie in memory. */
export class EntrySum {
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** Ours: for a large entry, and on pages that are not secure. */
  #running: Sha256 | null = globalThis.crypto?.subtle ? null : new Sha256();
  readonly #maxAtOnceBytes: number;

  constructor(maxAtOnceBytes = MAX_AT_ONCE_BYTES) {
    this.#maxAtOnceBytes = maxAtOnceBytes;
  }

  /** Takes further bytes, which stay as they are. */
  update(bytes: Uint8Array): void {
    if (this.#running) {
      this.#running.update(bytes);
      return;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes <= this.#maxAtOnceBytes) return;
    this.#running = new Sha256();
    for (const waiting of this.#waiting) this.#running.update(waiting);
    this.#waiting = [];
  }

  /** The sum of all bytes so far, 64 hexadecimal digits; takes no more afterwards. */
  async hex(): Promise<string> {
    if (this.#running) return this.#running.hex();
    const whole = new Uint8Array(this.#waitingBytes);
    let at = 0;
    for (const bytes of this.#waiting) {
      whole.set(bytes, at);
      at += bytes.length;
    }
    this.#waiting = [];
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
    return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
