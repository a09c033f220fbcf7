import { zlibSync } from 'fflate';
import { compressLzw } from '#testing/compressLzw.ts';
import { TiffFileWriter, type TiffTags } from '#testing/tiffFileWriter.ts';

/** A TIFF to be made: one picture per entry of `pages`, all stored in the same way. */
export interface TiffPicture {
  readonly width: number;
  readonly height: number;
  readonly samplesPerPixel: number;
  readonly bits: 8 | 16 | 32 | 64;
  readonly format: 'uint' | 'int' | 'float';
  /** By page: [height, width, samples per pixel]. */
  readonly pages: readonly ArrayLike<number>[];
  readonly littleEndian: boolean;
  readonly isBigTiff?: boolean;
  readonly compression?: 'none' | 'lzw' | 'deflate' | 'packbits';
  readonly predictor?: 1 | 2 | 3;
  readonly isPlanar?: boolean;
  /** Edge of square tiles in px, else strips of `rowsPerStrip`. */
  readonly tileEdge?: number;
  readonly rowsPerStrip?: number;
  /** Further tags, or other values for those that are written anyway. */
  readonly tags?: TiffTags;
  /** Tags of single pages, over those of all. */
  readonly tagsOfPage?: (pageIndex: number) => TiffTags;
}

const COMPRESSIONS = { none: 1, lzw: 5, deflate: 8, packbits: 32_773 } as const;
const FORMATS = { uint: 1, int: 2, float: 3 } as const;

/** Writes a TIFF in either byte order, with any predictor, in strips or tiles. */
export function encodeTiff(picture: TiffPicture): Blob {
  const { littleEndian, isBigTiff = false } = picture;
  const file = new TiffFileWriter(littleEndian, isBigTiff);
  for (const [index, page] of picture.pages.entries()) {
    const { tileEdge, rowsPerStrip = picture.height, isPlanar = false } = picture;
    const chunks = cutChunks(picture, page).map((chunk) => file.append(chunk));
    const [offsets, counts] = tileEdge ? [324, 325] : [273, 279];
    file.appendDirectory({
      256: [picture.width],
      257: [picture.height],
      258: Array.from({ length: picture.samplesPerPixel }, () => picture.bits),
      259: [COMPRESSIONS[picture.compression ?? 'none']],
      262: [picture.samplesPerPixel >= 3 ? 2 : 1],
      277: [picture.samplesPerPixel],
      284: [isPlanar ? 2 : 1],
      317: [picture.predictor ?? 1],
      339: Array.from({ length: picture.samplesPerPixel }, () => FORMATS[picture.format]),
      [offsets]: chunks.map(({ offset }) => offset),
      [counts]: chunks.map(({ length }) => length),
      ...(tileEdge ? { 322: [tileEdge], 323: [tileEdge] } : { 278: [rowsPerStrip] }),
      ...picture.tags,
      ...picture.tagsOfPage?.(index),
    });
  }
  return file.toBlob();
}

/** Chunks as they are in the file, by plane, row and column. */
function cutChunks(picture: TiffPicture, page: ArrayLike<number>): Uint8Array[] {
  const { width, height, samplesPerPixel, tileEdge, isPlanar } = picture;
  const chunkWidth = tileEdge ?? width;
  const rowsPerStrip = picture.rowsPerStrip ?? height;
  const planes = isPlanar ? samplesPerPixel : 1;
  const perPixel = isPlanar ? 1 : samplesPerPixel;
  const chunks: Uint8Array[] = [];
  for (let plane = 0; plane < planes; plane++) {
    for (let y0 = 0; y0 < height; y0 += tileEdge ?? rowsPerStrip) {
      const rows = tileEdge ?? Math.min(rowsPerStrip, height - y0);
      for (let x0 = 0; x0 < width; x0 += chunkWidth) {
        const rowsOfSamples = Array.from({ length: rows }, (_, row) =>
          Array.from({ length: chunkWidth * perPixel }, (_unused, index) => {
            const x = x0 + Math.floor(index / perPixel);
            const sample = isPlanar ? plane : index % perPixel;
            const y = y0 + row;
            return x < width && y < height
              ? (page[(y * width + x) * samplesPerPixel + sample] ?? 0)
              : 0;
          }),
        );
        const bytes = rowsOfSamples.flatMap((row) => [...predictRow(picture, row, perPixel)]);
        chunks.push(compress(picture.compression ?? 'none', Uint8Array.from(bytes)));
      }
    }
  }
  return chunks;
}

/** Bytes of one row after its predictor, in the file's byte order. */
function predictRow(picture: TiffPicture, row: readonly number[], perPixel: number): Uint8Array {
  const { predictor = 1, bits, littleEndian } = picture;
  const bytesPerSample = bits / 8;
  if (predictor === 3) {
    const bigEndian = toBytes(picture, row, false);
    const sorted = Uint8Array.from(bigEndian, (_, index) => {
      const significance = Math.floor(index / row.length);
      return bigEndian[(index % row.length) * bytesPerSample + significance] as number;
    });
    return sorted.map((byte, index) =>
      index < perPixel ? byte : byte - (sorted[index - perPixel] as number),
    );
  }
  if (predictor === 1) return toBytes(picture, row, littleEndian);
  const whole = toIntegers(toBytes(picture, row, true), bytesPerSample);
  const differences = whole.map((value, index) =>
    BigInt.asUintN(bits, value - (index < perPixel ? 0n : (whole[index - perPixel] as bigint))),
  );
  return Uint8Array.from(
    differences.flatMap((value) => {
      const bytes = Array.from({ length: bytesPerSample }, (_, index) =>
        Number((value >> BigInt(8 * index)) & 0xffn),
      );
      return littleEndian ? bytes : bytes.reverse();
    }),
  );
}

function toIntegers(bytes: Uint8Array, bytesPerSample: number): bigint[] {
  return Array.from({ length: bytes.length / bytesPerSample }, (_, sample) => {
    let value = 0n;
    for (let index = bytesPerSample - 1; index >= 0; index--) {
      value = (value << 8n) | BigInt(bytes[sample * bytesPerSample + index] as number);
    }
    return value;
  });
}

function toBytes(
  { bits, format }: TiffPicture,
  values: readonly number[],
  littleEndian: boolean,
): Uint8Array {
  const view = new DataView(new ArrayBuffer((values.length * bits) / 8));
  values.forEach((value, index) => {
    const at = (index * bits) / 8;
    if (format === 'float' && bits === 32) view.setFloat32(at, value, littleEndian);
    else if (format === 'float') view.setFloat64(at, value, littleEndian);
    else if (bits === 8) view.setUint8(at, value);
    else if (bits === 16) view.setUint16(at, value, littleEndian);
    else if (bits === 32) view.setUint32(at, value, littleEndian);
    else view.setBigInt64(at, BigInt(value), littleEndian);
  });
  return new Uint8Array(view.buffer);
}

function compress(method: keyof typeof COMPRESSIONS, bytes: Uint8Array): Uint8Array {
  if (method === 'deflate') return zlibSync(bytes);
  if (method === 'lzw') return compressLzw(bytes);
  return method === 'packbits' ? compressPackBits(bytes) : bytes;
}

function compressPackBits(bytes: Uint8Array): Uint8Array {
  const packed: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run++;
    if (run > 2) {
      packed.push(257 - run, bytes[at] as number);
      at += run;
      continue;
    }
    const literal = bytes.subarray(at, at + 5);
    packed.push(literal.length - 1, ...literal);
    at += literal.length;
  }
  return Uint8Array.from(packed);
}
