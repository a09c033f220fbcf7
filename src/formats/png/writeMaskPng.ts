import { Zlib } from 'fflate';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { crc32 } from '#formats/png/crc32.ts';

const FOREGROUND = 255;
/** Rows are compressed in groups of about this size, so that memory stays small. */
const GROUP_BYTES = 2 ** 20;
/** Masks are flat: higher levels take longer and save little. */
const DEFLATE_LEVEL = 4;
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * An 8-bit grey PNG of a label image: 255 where there is an object, 0 in the background.
 *
 * Source: W3C PNG specification, third edition.
 */
export function writeMaskPng({ width, height, data }: LabelImage): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8); // bits per sample; all else is 0: grey, deflate, not interlaced
  const parts = [SIGNATURE, encodeChunk('IHDR', new Uint8Array(header.buffer))];

  const zlib = new Zlib({ level: DEFLATE_LEVEL }, (piece) => {
    if (piece.length > 0) parts.push(encodeChunk('IDAT', piece));
  });
  const rowBytes = width + 1; // one byte before each row names its filter: 0 for none
  const groupRows = Math.max(1, Math.floor(GROUP_BYTES / rowBytes));
  for (let first = 0; first < height; first += groupRows) {
    const rows = Math.min(groupRows, height - first);
    const group = new Uint8Array(rows * rowBytes);
    for (let row = 0; row < rows; row++) {
      const from = (first + row) * width;
      const to = row * rowBytes + 1;
      for (let x = 0; x < width; x++) group[to + x] = data[from + x] === 0 ? 0 : FOREGROUND;
    }
    zlib.push(group, first + rows === height);
  }
  parts.push(encodeChunk('IEND', new Uint8Array(0)));
  return join(parts);
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

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}
