import type { Palette } from '#formats/palette.ts';
import { crc32 } from '#formats/png/crc32.ts';
import { corruptFile } from '#formats/refusals.ts';

/** What the IHDR chunk says. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits per sample: 1, 2, 4, 8 or 16. */
  readonly bitDepth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly colourType: number;
  readonly isInterlaced: boolean;
}

/** The parts of a PNG that make up its (first) picture. */
export interface PngParts {
  readonly header: PngHeader;
  readonly palette: Palette;
  /** Zlib data, to be read one after the other. */
  readonly compressed: readonly Uint8Array<ArrayBuffer>[];
  readonly pixelsPerMetre: readonly [number, number] | null;
}

const SIGNATURE_BYTES = 8;
const BIT_DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * Takes a PNG apart. Checksums of the chunks that matter are verified; all others (colour
 * profiles, texts, animation) are passed over unread.
 *
 * Source: W3C PNG specification, third edition.
 *
 * @throws AppError `corrupt-file`
 */
export function splitPng(bytes: Uint8Array<ArrayBuffer>): PngParts {
  let header: PngHeader | null = null;
  let palette: Palette = [];
  let pixelsPerMetre: PngParts['pixelsPerMetre'] = null;
  const compressed: Uint8Array<ArrayBuffer>[] = [];
  for (const { type, data, view } of chunksOf(bytes)) {
    if (type === 'IHDR') header = parseHeader(view);
    else if (type === 'PLTE') palette = parsePalette(data);
    else if (type === 'IDAT') compressed.push(data);
    else if (type === 'pHYs') pixelsPerMetre = parseResolution(view);
  }
  if (!header) throw corruptFile('The PNG does not start with a header.');
  if (compressed.length === 0) throw corruptFile('The PNG ends before its pixels.');
  return { header, palette, compressed, pixelsPerMetre };
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
}

const CHECKED = new Set(['IHDR', 'PLTE', 'IDAT']);

function* chunksOf(bytes: Uint8Array<ArrayBuffer>): Generator<Chunk> {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = SIGNATURE_BYTES;
  while (at + 12 <= bytes.length) {
    const length = file.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 8 + length;
    if (type === 'IEND') return;
    if (end + 4 > bytes.length) {
      throw corruptFile(
        `The PNG ends early: its ${type} chunk should end at byte ${end + 4}, but the file has only ${bytes.length} bytes.`,
      );
    }
    if (CHECKED.has(type) && crc32(bytes.subarray(at + 4, end)) !== file.getUint32(end)) {
      throw corruptFile(`The checksum of the ${type} chunk at byte ${at} is wrong.`);
    }
    const data = bytes.subarray(at + 8, end);
    yield { type, data, view: new DataView(data.buffer, data.byteOffset, data.byteLength) };
    at = end + 4;
  }
  throw corruptFile(`The PNG ends after ${bytes.length} bytes without its last chunk.`);
}

function parseHeader(view: DataView): PngHeader {
  if (view.byteLength !== 13) {
    throw corruptFile(`The PNG header has ${view.byteLength} bytes instead of 13.`);
  }
  const bitDepth = view.getUint8(8);
  const colourType = view.getUint8(9);
  const interlacing = view.getUint8(12);
  if (!BIT_DEPTHS[colourType]?.includes(bitDepth)) {
    throw corruptFile(`The PNG claims colour type ${colourType} with ${bitDepth} bits per sample.`);
  }
  if (view.getUint8(10) !== 0 || view.getUint8(11) !== 0 || interlacing > 1) {
    throw corruptFile('The PNG claims a compression, filter or interlacing that does not exist.');
  }
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    bitDepth,
    colourType,
    isInterlaced: interlacing === 1,
  };
}

function parsePalette(data: Uint8Array): Palette {
  const colours: [number, number, number][] = [];
  for (let at = 0; at + 2 < data.length; at += 3) {
    colours.push([data[at] as number, data[at + 1] as number, data[at + 2] as number]);
  }
  return colours;
}

function parseResolution(view: DataView): PngParts['pixelsPerMetre'] {
  const METRE = 1;
  const isMetric = view.byteLength === 9 && view.getUint8(8) === METRE;
  return isMetric ? [view.getUint32(0), view.getUint32(4)] : null;
}
