import {
  BLACK_RUNS,
  type CodeTable,
  HORIZONTAL,
  MODES,
  PASS,
  VERTICAL_0,
  WHITE_RUNS,
} from '#formats/tiff/codecs/ccittCodes.ts';
import type { ChunkCodec } from '#formats/tiff/codecs/chunkCodec.ts';
import { COMPRESSION } from '#formats/tiff/codecs/compressionNames.ts';

/** What of a page the fax codecs depend on. */
export interface FaxSettings {
  readonly compression: number;
  /** T4Options tag; bit 0: rows may be coded against the row above. */
  readonly t4Options: number;
}

/**
 * Decoder of bilevel fax data (CCITT RLE, T.4 and T.6): white is 0, black is 1.
 *
 * Each row is a list of the columns where the colour changes; two-dimensional rows are coded by
 * how these differ from the row above.
 *
 * Source: ITU-T T.4 and T.6; TIFF 6.0, sections 10 and 11.
 */
export function ccittCodec({ compression, t4Options }: FaxSettings): ChunkCodec {
  return (input, { width, rows, rowBytes }) => {
    const output = new Uint8Array(rows * rowBytes);
    const bits = new BitReader(input);
    let above: readonly number[] = [];
    for (let row = 0; row < rows; row++) {
      let isTwoDimensional = compression === COMPRESSION.ccittT6;
      if (compression === COMPRESSION.ccittRle) bits.alignToByte();
      if (compression === COMPRESSION.ccittT4) {
        bits.skipEndOfLine();
        isTwoDimensional = (t4Options & 1) === 1 && bits.take(1) === 0;
      }
      const changes = isTwoDimensional ? readRow2d(bits, width, above) : readRow1d(bits, width);
      if (!changes) return output.subarray(0, row * rowBytes);
      paintRow(output.subarray(row * rowBytes, (row + 1) * rowBytes), changes, width);
      above = changes;
    }
    return output;
  };
}

class BitReader {
  private readonly bytes: Uint8Array;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next bits without taking them; zeros after the end. */
  peek(count: number): number {
    const byte = this.position >> 3;
    const { bytes } = this;
    const next24 =
      ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0);
    return (next24 >> (24 - (this.position & 7) - count)) & ((1 << count) - 1);
  }

  take(count: number): number {
    const value = this.peek(count);
    this.position += count;
    return value;
  }

  /** Meaning of the next code word, or −1 when there is none. */
  code({ lookupBits, entries }: CodeTable): number {
    const entry = entries[this.peek(lookupBits)] as number;
    this.position += entry & 15;
    return entry === 0 || this.position > this.bytes.length * 8 ? -1 : entry >> 4;
  }

  alignToByte(): void {
    this.position = (this.position + 7) & ~7;
  }

  /** Skips end-of-line codes (at least eleven zeros and a one) where they come next. */
  skipEndOfLine(): void {
    for (;;) {
      const start = this.position;
      const end = this.bytes.length * 8;
      while (this.position < end && this.peek(1) === 0) this.position++;
      if (this.position - start < 11 || this.position >= end) {
        this.position = start;
        return;
      }
      this.position++;
    }
  }
}

/** Length of a run: any number of codes for multiples of 64, then one below 64; −1 if invalid. */
function readRun(bits: BitReader, isBlack: boolean): number {
  let run = 0;
  for (;;) {
    const length = bits.code(isBlack ? BLACK_RUNS : WHITE_RUNS);
    if (length < 0) return -1;
    run += length;
    if (length < 64) return run;
  }
}

/** Columns where the colour changes, starting with the end of the first white run. */
function readRow1d(bits: BitReader, width: number): readonly number[] | null {
  const changes: number[] = [];
  let x = 0;
  while (x < width) {
    const run = readRun(bits, changes.length % 2 === 1);
    if (run < 0) return null;
    x += run;
    changes.push(x);
  }
  return changes;
}

/** Changes of a row that is coded by how it differs from the row above. */
function readRow2d(
  bits: BitReader,
  width: number,
  above: readonly number[],
): readonly number[] | null {
  const changes: number[] = [];
  let x = -1;
  let next = 0;
  while (x < width) {
    const isBlack = changes.length % 2 === 1;
    next = findChange(above, x, isBlack, next);
    const mode = bits.code(MODES);
    if (mode === PASS) {
      x = Math.min(above[next + 1] ?? width, width);
      continue;
    }
    if (mode === HORIZONTAL) {
      const first = readRun(bits, isBlack);
      const second = readRun(bits, !isBlack);
      if (first < 0 || second < 0) return null;
      const start = Math.max(x, 0) + first;
      changes.push(start, start + second);
      x = start + second;
      continue;
    }
    const change = Math.min(above[next] ?? width, width) + mode - VERTICAL_0;
    if (mode < 0 || change < x) return null;
    changes.push(change);
    x = change;
  }
  return changes;
}

/**
 * Index of the first change right of `x` in the row above that goes from this row's colour to the
 * other one.
 *
 * @param last what was found before; the answer is never more than one change before it
 */
function findChange(above: readonly number[], x: number, isBlack: boolean, last: number): number {
  let index = Math.max(0, last - 1);
  while (index < above.length && (above[index] as number) <= x) index++;
  return index % 2 === (isBlack ? 1 : 0) ? index : index + 1;
}

function paintRow(row: Uint8Array, changes: readonly number[], width: number): void {
  for (let index = 0; index < changes.length; index += 2) {
    const end = Math.min(changes[index + 1] ?? width, width);
    for (let x = changes[index] as number; x < end; x++) {
      row[x >> 3] = (row[x >> 3] as number) | (0x80 >> (x & 7));
    }
  }
}
