import { zlibSync } from 'fflate';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

/** Largest id of a 16-bit label image. */
const MAX_UINT16 = 65_535;
/** Uncompressed bytes per strip: small enough to be read piece by piece. */
const STRIP_BYTES = 256 * 2 ** 10;
/** Label images are flat: higher levels take longer and save little. */
const DEFLATE_LEVEL = 4;

const [ASCII, SHORT, LONG, RATIONAL] = [2, 3, 4, 5];
const BYTES_BY_TYPE: Readonly<Record<number, number>> = { 2: 1, 3: 2, 4: 4, 5: 8 };
const HEADER_BYTES = 8;
const DEFLATE = 8;
const MIN_IS_BLACK = 1;
/** The larger part of a fraction, so that it keeps about nine digits in 32 bits. */
const MANY = 1e9;

/**
 * A label image as a TIFF: 16 bits, or 32 unsigned bits when there are ids above 65,535; 0 is
 * background. Deflated strips, little-endian, with the pixel size in ImageJ's way when it is known,
 * so that ImageJ, napari, CellProfiler and tifffile read ids and scale.
 */
export function writeLabelTiff(
  labels: LabelImage,
  { pixelSizeUm }: { readonly pixelSizeUm: number | null },
): Uint8Array<ArrayBuffer> {
  const { width, height } = labels;
  const greatest = greatestId(labels);
  const bits = greatest > MAX_UINT16 ? 32 : 16;
  const rowsPerStrip = Math.max(1, Math.floor((STRIP_BYTES * 8) / (width * bits)));
  const strips = deflateStrips(labels, bits, rowsPerStrip);
  const byteCounts = strips.map(({ length }) => length);
  let end = HEADER_BYTES;
  const offsets = byteCounts.map((count) => {
    const offset = end;
    end += count;
    return offset;
  });

  const directoryOffset = end + (end % 2);
  const directory = encodeDirectory(directoryOffset, [
    [TAG.imageWidth, LONG, [width]],
    [TAG.imageLength, LONG, [height]],
    [TAG.bitsPerSample, SHORT, [bits]],
    [TAG.compression, SHORT, [DEFLATE]],
    [TAG.photometric, SHORT, [MIN_IS_BLACK]],
    [TAG.imageDescription, ASCII, describeForImageJ(greatest, pixelSizeUm)],
    [TAG.stripOffsets, LONG, offsets],
    [TAG.samplesPerPixel, SHORT, [1]],
    [TAG.rowsPerStrip, LONG, [rowsPerStrip]],
    [TAG.stripByteCounts, LONG, byteCounts],
    ...resolution(pixelSizeUm),
    [TAG.software, ASCII, toAscii('Cellpane')],
    [TAG.sampleFormat, SHORT, [1]],
  ]);

  const file = new Uint8Array(directoryOffset + directory.length);
  const header = new DataView(file.buffer);
  header.setUint16(0, 0x4949);
  header.setUint16(2, 42, true);
  header.setUint32(4, directoryOffset, true);
  strips.forEach((strip, index) => {
    file.set(strip, offsets[index]);
  });
  file.set(directory, directoryOffset);
  return file;
}

function greatestId({ data }: LabelImage): number {
  let greatest = 0;
  for (let pixel = 0; pixel < data.length; pixel++) {
    if ((data[pixel] as number) > greatest) greatest = data[pixel] as number;
  }
  return greatest;
}

function deflateStrips(
  { width, height, data }: LabelImage,
  bits: 16 | 32,
  rowsPerStrip: number,
): Uint8Array[] {
  const strips: Uint8Array[] = [];
  for (let row = 0; row < height; row += rowsPerStrip) {
    const ids = data.subarray(row * width, Math.min(row + rowsPerStrip, height) * width);
    const samples = bits === 16 ? new Uint16Array(ids) : ids;
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    strips.push(zlibSync(bytes, { level: DEFLATE_LEVEL }));
  }
  return strips;
}

/** Tag, type and values; texts as their character codes. */
type Entry = readonly [tag: number, type: number, values: readonly number[]];

/** ImageJ's description; `min` and `max` are the display range. */
function describeForImageJ(greatest: number, pixelSizeUm: number | null): readonly number[] {
  const unit = pixelSizeUm === null ? '' : 'unit=micron\n';
  return toAscii(`ImageJ=1.53t\n${unit}min=0.0\nmax=${Math.max(1, greatest)}.0\n`);
}

function toAscii(text: string): readonly number[] {
  return [...`${text}\0`].map((letter) => letter.charCodeAt(0));
}

/**
 * Pixels per micrometre, which is what ImageJ reads with `unit=micron`. Without a size, none: an
 * invented one would be worse.
 */
function resolution(pixelSizeUm: number | null): Entry[] {
  if (pixelSizeUm === null) return [];
  const perUm =
    pixelSizeUm >= 1
      ? [Math.round(MANY / pixelSizeUm), MANY]
      : [MANY, Math.round(MANY * pixelSizeUm)];
  return [
    [TAG.xResolution, RATIONAL, perUm],
    [TAG.yResolution, RATIONAL, perUm],
    [TAG.resolutionUnit, SHORT, [1]],
  ];
}

/** An image file directory with its values behind it; `offset` is where it will stand. */
function encodeDirectory(offset: number, entries: readonly Entry[]): Uint8Array {
  const tableBytes = 2 + 12 * entries.length + 4;
  const sizes = entries.map(([, type, values]) => sizeOf(type, values));
  const outOfLine = sizes.reduce((sum, size) => sum + (size > 4 ? size + (size % 2) : 0), 0);
  const view = new DataView(new ArrayBuffer(tableBytes + outOfLine));
  view.setUint16(0, entries.length, true);
  let free = tableBytes;
  entries.forEach(([tag, type, values], index) => {
    const at = 2 + 12 * index;
    const size = sizes[index] as number;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, type === RATIONAL ? values.length / 2 : values.length, true);
    if (size <= 4) {
      writeValues(view, at + 8, type, values);
      return;
    }
    view.setUint32(at + 8, offset + free, true);
    writeValues(view, free, type, values);
    free += size + (size % 2);
  });
  return new Uint8Array(view.buffer);
}

function sizeOf(type: number, values: readonly number[]): number {
  const count = type === RATIONAL ? values.length / 2 : values.length;
  return count * (BYTES_BY_TYPE[type] ?? 1);
}

function writeValues(view: DataView, at: number, type: number, values: readonly number[]): void {
  values.forEach((value, index) => {
    if (type === ASCII) view.setUint8(at + index, value);
    else if (type === SHORT) view.setUint16(at + 2 * index, value, true);
    else view.setUint32(at + 4 * index, value, true);
  });
}
