import { Zlib } from 'fflate';
import { crc32 } from '#formats/png/crc32.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const COLOUR_TYPE = { grey: 0, rgb: 2 } as const;
const SAMPLES = { grey: 1, rgb: 3 } as const;
const FILTER = { none: 0, sub: 1 } as const;
/** Masks are flat, pictures noisy: higher levels take longer and save little. */
const DEFLATE_LEVEL = 4;
const METRE = 1;
const UM_PER_M = 1e6;

/** Size and kind of a picture. */
export interface PngHead {
  readonly width: number;
  readonly height: number;
  readonly colours: keyof typeof COLOUR_TYPE;
  /** Edge of a pixel in µm; `null` = not known. */
  readonly pixelSizeUm: number | null;
}

/**
 * Writes an 8-bit PNG rows after rows, so that only its compressed bytes lie in memory.
 *
 * Source: W3C PNG specification, third edition.
 */
export class PngWriter {
  readonly #rowSamples: number;
  readonly #step: number;
  readonly #isSub: boolean;
  readonly #parts: Uint8Array<ArrayBuffer>[];
  readonly #zlib: Zlib;
  #rowsLeft: number;

  constructor(head: PngHead) {
    this.#step = SAMPLES[head.colours];
    this.#rowSamples = head.width * this.#step;
    this.#isSub = head.colours === 'rgb';
    this.#rowsLeft = head.height;
    this.#parts = [SIGNATURE, encodeChunk('IHDR', headerOf(head)), ...scaleOf(head.pixelSizeUm)];
    this.#zlib = new Zlib({ level: DEFLATE_LEVEL }, (piece) => {
      if (piece.length > 0) this.#parts.push(encodeChunk('IDAT', piece));
    });
  }

  /** Takes whole rows, [rows, width, colours]; not kept. */
  addRows(samples: Uint8Array): void {
    const rowSamples = this.#rowSamples;
    const rows = samples.length / rowSamples;
    const filtered = new Uint8Array(rows * (rowSamples + 1));
    for (let row = 0; row < rows; row++) {
      const from = samples.subarray(row * rowSamples, (row + 1) * rowSamples);
      const to = row * (rowSamples + 1);
      filtered[to] = this.#isSub ? FILTER.sub : FILTER.none;
      filtered.set(from, to + 1);
      if (this.#isSub) subtractLeft(filtered, to + 1, from, this.#step);
    }
    this.#rowsLeft -= rows;
    this.#zlib.push(filtered, this.#rowsLeft <= 0);
  }

  /** True once all rows are there. */
  isWhole(): boolean {
    return this.#rowsLeft <= 0;
  }

  /** The parts of the file, after its last row. */
  finish(): readonly Uint8Array<ArrayBuffer>[] {
    return [...this.#parts, encodeChunk('IEND', new Uint8Array(0))];
  }
}

/** What remains of a pixel without the one to its left packs better. */
function subtractLeft(filtered: Uint8Array, at: number, row: Uint8Array, step: number): void {
  for (let i = step; i < row.length; i++) {
    filtered[at + i] = (row[i] as number) - (row[i - step] as number);
  }
}

function headerOf({ width, height, colours }: PngHead): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8); // bits per sample; what is left out is 0: deflate, not interlaced
  header.setUint8(9, COLOUR_TYPE[colours]);
  return new Uint8Array(header.buffer);
}

function scaleOf(pixelSizeUm: number | null): Uint8Array<ArrayBuffer>[] {
  const perMetre = pixelSizeUm === null ? 0 : Math.round(UM_PER_M / pixelSizeUm);
  if (perMetre < 1 || perMetre >= 2 ** 31) return [];
  const scale = new DataView(new ArrayBuffer(9));
  scale.setUint32(0, perMetre);
  scale.setUint32(4, perMetre);
  scale.setUint8(8, METRE);
  return [encodeChunk('pHYs', new Uint8Array(scale.buffer))];
}

function encodeChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(data.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let letter = 0; letter < 4; letter++) chunk[4 + letter] = type.charCodeAt(letter);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}
