/** Fractional parts of the cube roots of the first 64 primes, 32 bits each. */
const ROUND_CONSTANTS = Int32Array.from(firstPrimes(64), (prime) => fraction(Math.cbrt(prime)));
/** The same of the square roots of the first eight. */
const START = Int32Array.from(firstPrimes(8), (prime) => fraction(Math.sqrt(prime)));

const BLOCK_BYTES = 64;

/**
 * SHA-256 of bytes that come piece by piece, for files that should not lie in memory whole:
 * `crypto.subtle` takes all bytes at once, and only on secure pages.
 *
 * Source: FIPS 180-4, section 6.2.
 */
export class Sha256 {
  readonly #state = START.slice();
  readonly #schedule = new Int32Array(64);
  readonly #block = new Uint8Array(BLOCK_BYTES);
  #byteLength = 0;

  /** Takes further bytes; returns itself. */
  update(bytes: Uint8Array): this {
    const used = this.#byteLength % BLOCK_BYTES;
    this.#byteLength += bytes.length;
    let at = 0;
    if (used > 0) {
      at = Math.min(BLOCK_BYTES - used, bytes.length);
      this.#block.set(bytes.subarray(0, at), used);
      if (used + at < BLOCK_BYTES) return this;
      this.#mix(this.#block, 0);
    }
    for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) this.#mix(bytes, at);
    this.#block.set(bytes.subarray(at), 0);
    return this;
  }

  /** The sum of all bytes so far, 64 hexadecimal digits; takes no more afterwards. */
  hex(): string {
    const byteLength = this.#byteLength;
    const used = byteLength % BLOCK_BYTES;
    const end = new Uint8Array(used < 56 ? BLOCK_BYTES - used : 2 * BLOCK_BYTES - used);
    end[0] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(byteLength / 2 ** 29));
    view.setUint32(end.length - 4, (byteLength * 8) >>> 0);
    this.update(end);
    return [...this.#state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #mix(bytes: Uint8Array, at: number): void {
    expand(this.#schedule, bytes, at);
    compress(this.#state, this.#schedule);
  }
}

/** The message schedule of one block. */
function expand(w: Int32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const from = at + 4 * i;
    w[i] =
      ((bytes[from] as number) << 24) |
      ((bytes[from + 1] as number) << 16) |
      ((bytes[from + 2] as number) << 8) |
      (bytes[from + 3] as number);
  }
  for (let i = 16; i < 64; i++) {
    const w15 = w[i - 15] as number;
    const w2 = w[i - 2] as number;
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }
}

/** Names as in the standard: a … h are the working variables. Written out, as it is the hot loop. */
function compress(state: Int32Array, w: Int32Array): void {
  const k = ROUND_CONSTANTS;
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (k[i] as number) + (w[i] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes;
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return Math.floor((value % 1) * 2 ** 32) | 0;
}
