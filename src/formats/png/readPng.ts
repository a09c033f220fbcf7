import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { collapseGrey } from '#formats/collapseGrey.ts';
import { checkPageClaim } from '#formats/imageLimits.ts';
import { inflateInto } from '#formats/inflateInto.ts';
import { applyPalette } from '#formats/palette.ts';
import { type PngHeader, type PngParts, splitPng } from '#formats/png/pngChunks.ts';
import { unfilterRows } from '#formats/png/unfilterRows.ts';
import { believePixelSizeUm } from '#formats/printResolution.ts';
import { corruptFile } from '#formats/refusals.ts';
import { AppError } from '#lib/errors.ts';

/** Samples of a plane of a PNG. */
type PngPlane = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/**
 * Reads a PNG of any kind; of an animated one, the picture that programs without animation show.
 *
 * Samples stay as stored, 1 to 16 bits. Alpha is left out. Palettes become colours or intensities
 * (`applyPalette`); three equal colour planes become one. This is our own decoder because fast-png
 * gives wrong pixels for interlaced pictures below 8 bits and inflates without bound.
 *
 * @throws AppError `corrupt-file` or `too-large` with the reason, `not-found` for any but page 0
 */
export async function readPng(file: Blob, pageIndex: number): Promise<DecodedImage> {
  if (pageIndex !== 0) {
    throw new AppError('not-found', `There is no page ${pageIndex + 1}: a PNG has one.`);
  }
  const { parts, planes: colours } = await decodeStored(file);
  const { header } = parts;
  const { width, height, bitDepth } = header;
  const [first] = colours;
  const isPalette = header.colourType === 3 && first instanceof Uint8Array;
  const painted = isPalette ? applyPalette(first, paletteOf(parts)) : null;
  const channels = painted ? painted.channels : collapseGrey(colours);
  const isRgb = channels.length === 3;
  return {
    width,
    height,
    pixelType: bitDepth === 16 ? 'uint16' : 'uint8',
    channels,
    channelNames: isRgb ? ['Red', 'Green', 'Blue'] : ['Channel 1'],
    isRgb,
    bitsPerSample: painted && !painted.isIndex ? 8 : bitDepth,
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: pixelSizeUm(parts),
    formatName: 'PNG',
  };
}

/**
 * The samples of a PNG as they are stored (palette indices, too), one plane each but for alpha; for
 * comparisons with other readers.
 */
export async function readStoredPng(file: Blob): Promise<readonly PngPlane[]> {
  return (await decodeStored(file)).planes;
}

async function decodeStored(file: Blob) {
  const parts = splitPng(new Uint8Array(await file.arrayBuffer()));
  const { width, height, bitDepth, colourType } = parts.header;
  const samplesPerPixel = SAMPLES_PER_PIXEL[colourType] ?? 1;
  checkPageClaim({ width, height, channelCount: samplesPerPixel, bytesPerSample: bitDepth / 8 });
  return { parts, planes: decodePlanes(parts, samplesPerPixel) };
}

const SAMPLES_PER_PIXEL: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Where the pixels of a pass lie in the picture: first column and row, and steps. */
type Pass = readonly [x: number, y: number, stepX: number, stepY: number];

const WHOLE_PICTURE: readonly Pass[] = [[0, 0, 1, 1]];
const ADAM_7: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** The planes of all samples but alpha. */
function decodePlanes({ header, compressed }: PngParts, samplesPerPixel: number): PngPlane[] {
  const { width, height, bitDepth, isInterlaced } = header;
  const passes = (isInterlaced ? ADAM_7 : WHOLE_PICTURE)
    .map((pass) => measurePass(header, pass, samplesPerPixel))
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
  const raw = new Uint8Array(passes.reduce((sum, { bytes }) => sum + bytes, 0));
  inflateAll(raw, compressed);

  const colourCount = samplesPerPixel > 2 ? 3 : 1;
  const plane = bitDepth === 16 ? Uint16Array : Uint8Array;
  const planes = Array.from({ length: colourCount }, () => new plane(width * height));
  const pixelBytes = Math.max(1, (samplesPerPixel * bitDepth) / 8);
  let start = 0;
  for (const pass of passes) {
    unfilterRows(raw, { start, rowCount: pass.rows, rowBytes: pass.rowBytes, pixelBytes });
    for (let row = 0; row < pass.rows; row++) {
      const at = start + row * (pass.rowBytes + 1) + 1;
      const [x, y, stepX, stepY] = pass.pass;
      const to = { start: (y + row * stepY) * width + x, step: stepX, count: pass.columns };
      unpackRow(raw.subarray(at, at + pass.rowBytes), { bitDepth, samplesPerPixel }, planes, to);
    }
    start += pass.bytes;
  }
  return planes;
}

function measurePass({ width, height, bitDepth }: PngHeader, pass: Pass, samplesPerPixel: number) {
  const [x, y, stepX, stepY] = pass;
  const columns = Math.ceil((width - x) / stepX);
  const rows = Math.ceil((height - y) / stepY);
  const rowBytes = Math.ceil((columns * samplesPerPixel * bitDepth) / 8);
  return { pass, columns, rows, rowBytes, bytes: rows * (rowBytes + 1) };
}

function inflateAll(raw: Uint8Array, compressed: readonly Uint8Array[]): void {
  let written: number;
  try {
    written = inflateInto(raw, compressed);
  } catch (error) {
    throw corruptFile('The pixels of the PNG cannot be decompressed.', error);
  }
  if (written < raw.length) {
    throw corruptFile(
      `The PNG holds ${written} bytes of pixels, but its size needs ${raw.length}.`,
    );
  }
}

/** Spreads the samples of one row over the planes; samples beyond the planes are alpha. */
function unpackRow(
  row: Uint8Array,
  { bitDepth, samplesPerPixel }: { bitDepth: number; samplesPerPixel: number },
  planes: readonly PngPlane[],
  to: { readonly start: number; readonly step: number; readonly count: number },
): void {
  planes.forEach((plane, sample) => {
    let at = to.start;
    for (let pixel = 0; pixel < to.count; pixel++, at += to.step) {
      const index = pixel * samplesPerPixel + sample;
      if (bitDepth === 8) plane[at] = row[index] as number;
      else if (bitDepth === 16) {
        plane[at] = ((row[2 * index] as number) << 8) | (row[2 * index + 1] as number);
      } else {
        const bit = index * bitDepth;
        const shift = 8 - bitDepth - (bit & 7);
        plane[at] = ((row[bit >> 3] as number) >> shift) & ((1 << bitDepth) - 1);
      }
    }
  });
}

function paletteOf({ palette }: PngParts) {
  if (palette.length === 0) throw corruptFile('The PNG needs a palette, but has none.');
  return palette;
}

function pixelSizeUm({ pixelsPerMetre }: PngParts): number | null {
  const [across, down] = pixelsPerMetre ?? [0, 0];
  return across > 0 && across === down ? believePixelSizeUm(1e6 / across) : null;
}
