import { zlibSync } from 'fflate';
import { crc32 } from '#formats/png/crc32.ts';

/** A PNG to be made; everything that a PNG can vary in. */
export interface PngPicture {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  readonly isInterlaced: boolean;
  /** [height, width, samples per pixel] */
  readonly samples: ArrayLike<number>;
  readonly palette?: readonly (readonly [number, number, number])[];
  readonly pixelsPerMetre?: number;
}

const SAMPLES_PER_PIXEL = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const ADAM_7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Writes a PNG whose rows take turns in using each of the five filters. */
export function encodePng(picture: PngPicture): Blob {
  const { width, height, bitDepth, colourType, isInterlaced, palette, pixelsPerMetre } = picture;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([bitDepth, colourType, 0, 0, isInterlaced ? 1 : 0], 8);

  const passes = isInterlaced ? ADAM_7 : ([[0, 0, 1, 1]] as const);
  const rows = passes.flatMap((pass) => filterPass(packPass(picture, pass), picture));
  const pixels = zlibSync(Uint8Array.from(rows));
  const half = pixels.length >> 1;
  const parts = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), chunk('IHDR', header)];
  if (pixelsPerMetre !== undefined) {
    const resolution = new DataView(new ArrayBuffer(9));
    resolution.setUint32(0, pixelsPerMetre);
    resolution.setUint32(4, pixelsPerMetre);
    resolution.setUint8(8, 1);
    parts.push(chunk('pHYs', new Uint8Array(resolution.buffer)));
  }
  if (palette) parts.push(chunk('PLTE', Uint8Array.from(palette.flat())));
  parts.push(chunk('IDAT', pixels.subarray(0, half)), chunk('IDAT', pixels.subarray(half)));
  parts.push(chunk('IEND', new Uint8Array(0)));
  return new Blob(parts as Uint8Array<ArrayBuffer>[]);
}

function packPass(
  { width, height, bitDepth, colourType, samples }: PngPicture,
  [x0, y0, stepX, stepY]: readonly [number, number, number, number],
): number[][] {
  const samplesPerPixel = SAMPLES_PER_PIXEL[colourType];
  const rows: number[][] = [];
  for (let y = y0; y < height && x0 < width; y += stepY) {
    let bits = '';
    for (let x = x0; x < width; x += stepX) {
      for (let sample = 0; sample < samplesPerPixel; sample++) {
        const value = samples[(y * width + x) * samplesPerPixel + sample] ?? 0;
        bits += value.toString(2).padStart(bitDepth, '0');
      }
    }
    rows.push((bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
  }
  return rows;
}

function filterPass(rows: readonly number[][], { bitDepth, colourType }: PngPicture): number[] {
  const pixelBytes = Math.max(1, (SAMPLES_PER_PIXEL[colourType] * bitDepth) / 8);
  return rows.flatMap((row, index) => {
    const filter = index % 5;
    const filtered = row.map((byte, x) => {
      const left = row[x - pixelBytes] ?? 0;
      const above = rows[index - 1]?.[x] ?? 0;
      const aboveLeft = x < pixelBytes ? 0 : (rows[index - 1]?.[x - pixelBytes] ?? 0);
      return (byte - predict(filter, left, above, aboveLeft)) & 0xff;
    });
    return [filter, ...filtered];
  });
}

function predict(filter: number, left: number, above: number, aboveLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter === 0) return 0;
  const estimate = left + above - aboveLeft;
  const distance = (value: number) => Math.abs(estimate - value);
  const nearest = [left, above, aboveLeft].sort((a, b) => distance(a) - distance(b));
  return nearest[0] ?? 0; // sorting is stable: left wins over above, above over above left
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
