const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MAX_CODES = 4096;

/**
 * Decodes TIFF LZW into `output` until either ends. Both kinds are read: codes from the highest bit
 * (TIFF 5 and later) and the older ones from the lowest bit.
 *
 * Every code is copied from the output that it repeats, so no string table can grow without bound.
 *
 * Source: TIFF 6.0, section 13; the old kind as in libtiff's tif_lzw.c.
 *
 * @returns the number of bytes written; less than `output.length` when the data end early or break
 */
export function decodeLzw(input: Uint8Array, output: Uint8Array): number {
  const isOldKind = input[0] === 0 && ((input[1] ?? 0) & 1) === 1;
  const nextCode = isOldKind ? lowBitFirst(input) : highBitFirst(input);
  const strings = new StringTable(output, isOldKind);
  let code = 0;
  while (!strings.isFull() && code >= 0 && code !== END) {
    code = nextCode(strings.codeBits);
    if (code === CLEAR) strings.clear();
    else if (code >= 0 && code !== END && !strings.write(code)) break;
  }
  return strings.written;
}

/** The strings known so far, each as the place in the output where it was first written. */
class StringTable {
  codeBits = 9;
  written = 0;
  private readonly output: Uint8Array;
  /** The new kind widens its codes one code early. */
  private readonly early: number;
  private readonly starts = new Int32Array(MAX_CODES);
  private readonly lengths = new Int32Array(MAX_CODES);
  private nextFree = FIRST_FREE;
  private previousStart = -1;
  private previousLength = 0;

  constructor(output: Uint8Array, isOldKind: boolean) {
    this.output = output;
    this.early = isOldKind ? 0 : 1;
  }

  isFull(): boolean {
    return this.written >= this.output.length;
  }

  clear(): void {
    this.codeBits = 9;
    this.nextFree = FIRST_FREE;
    this.previousStart = -1;
  }

  /** Writes the string of a code and learns the next one; false when there is no such code. */
  write(code: number): boolean {
    const start = this.written;
    if (code < CLEAR) this.output[this.written++] = code;
    else if (code < this.nextFree) {
      this.copy(this.starts[code] as number, this.lengths[code] as number);
    } else if (code === this.nextFree && this.previousStart >= 0) {
      // The code that is just being defined: the previous string and its own first byte.
      this.copy(this.previousStart, this.previousLength + 1);
    } else return false;
    this.learn();
    this.previousStart = start;
    this.previousLength = this.written - start;
    return true;
  }

  private copy(from: number, length: number): void {
    const { output } = this;
    const end = Math.min(this.written + length, output.length);
    let to = this.written;
    for (let at = from; to < end; at++, to++) output[to] = output[at] as number;
    this.written = to;
  }

  /** The previous string with the first byte after it, which now stands in the output. */
  private learn(): void {
    if (this.previousStart < 0 || this.nextFree >= MAX_CODES) return;
    this.starts[this.nextFree] = this.previousStart;
    this.lengths[this.nextFree] = this.previousLength + 1;
    this.nextFree++;
    if (this.nextFree + this.early >= 1 << this.codeBits && this.codeBits < 12) this.codeBits++;
  }
}

/** Reads codes of a given width; −1 once the input is used up. */
type CodeReader = (width: number) => number;

function highBitFirst(input: Uint8Array): CodeReader {
  let at = 0;
  let bits = 0;
  let bitCount = 0;
  return (width) => {
    while (bitCount < width) {
      if (at >= input.length) return -1;
      bits = ((bits << 8) | (input[at++] as number)) & 0xfffff;
      bitCount += 8;
    }
    bitCount -= width;
    return (bits >>> bitCount) & ((1 << width) - 1);
  };
}

function lowBitFirst(input: Uint8Array): CodeReader {
  let at = 0;
  let bits = 0;
  let bitCount = 0;
  return (width) => {
    while (bitCount < width) {
      if (at >= input.length) return -1;
      bits |= (input[at++] as number) << bitCount;
      bitCount += 8;
    }
    const code = bits & ((1 << width) - 1);
    bits >>>= width;
    bitCount -= width;
    return code;
  };
}
