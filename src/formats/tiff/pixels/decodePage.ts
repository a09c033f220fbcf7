import type { OnPart } from '#domain/image/decodedPart.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import type { ByteSource } from '#formats/byteSource.ts';
import { corruptFile } from '#formats/refusals.ts';
import type { ChunkCodec, ChunkShape } from '#formats/tiff/codecs/chunkCodec.ts';
import { loadChunkCodec } from '#formats/tiff/codecs/loadChunkCodec.ts';
import { narrowIntegers } from '#formats/tiff/pixels/narrowIntegers.ts';
import type { PageLayout } from '#formats/tiff/pixels/pageLayout.ts';
import {
  swapBytes,
  undoDifferences,
  undoFloatDifferences,
} from '#formats/tiff/pixels/undoPredictor.ts';
import { allocatePlane, unpackSamples } from '#formats/tiff/pixels/unpackSamples.ts';
import { blockRowBytes, spreadChroma } from '#formats/tiff/pixels/yCbCr.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Decodes one page into one plane per sample, all of the same type. The values are those in the
 * file, except that YCbCr in JPEG becomes RGB.
 *
 * @param onPart told after each strip or tile of the first sample
 * @throws AppError `corrupt-file` when a strip or tile cannot be decoded or is too short,
 *   `unsupported-format` for data that only its codec can recognise
 */
export async function decodePage(
  source: ByteSource,
  layout: PageLayout,
  onPart: OnPart = () => undefined,
): Promise<readonly PixelData[]> {
  const { width, height, samplesPerPixel, isPlanar, chunks } = layout;
  const codec = await loadChunkCodec(layout);
  const planes = Array.from({ length: samplesPerPixel }, () =>
    allocatePlane(layout, width * height),
  );
  const perPlane = chunks.across * chunks.down;
  for (let index = 0; index < chunks.offsets.length; index++) {
    if (chunks.byteCounts[index] === 0) continue; // a tile that was never written
    const plane = planes[Math.floor(index / perPlane)];
    const position = positionOf(layout, index % perPlane);
    const samples = await decodeChunk(source, layout, codec, { index, rows: position.rows });
    scatter(samples, isPlanar && plane ? [plane] : planes, layout, position);
    const [first] = planes;
    if (first && index < perPlane) {
      const { x, y, columns, rows } = position;
      onPart({ width, height, plane: first, part: { x, y, width: columns, height: rows } });
    }
  }
  const isBigInteger = layout.bitsPerSample === 64 && layout.sampleFormat !== 'float';
  return isBigInteger ? narrowIntegers(planes) : planes;
}

interface ChunkPosition {
  readonly x: number;
  readonly y: number;
  /** The part of the chunk that lies inside the page. */
  readonly columns: number;
  readonly rows: number;
}

function positionOf({ width, height, chunks }: PageLayout, index: number): ChunkPosition {
  const x = (index % chunks.across) * chunks.chunkWidth;
  const y = Math.floor(index / chunks.across) * chunks.chunkHeight;
  return {
    x,
    y,
    columns: Math.min(chunks.chunkWidth, width - x),
    rows: Math.min(chunks.chunkHeight, height - y),
  };
}

/** Samples of one chunk, [rows, chunkWidth, samples per pixel of the chunk]. */
async function decodeChunk(
  source: ByteSource,
  layout: PageLayout,
  codec: ChunkCodec,
  { index, rows }: { index: number; rows: number },
): Promise<PixelData> {
  const { chunks, isBitReversed } = layout;
  const input = await source.read(chunks.offsets[index] ?? 0, chunks.byteCounts[index] ?? 0);
  const shape = shapeOf(layout, rows);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await codec(isBitReversed ? reverseBits(input) : input, shape);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw corruptFile(`Strip or tile ${index + 1} cannot be decompressed.`, error);
  }
  const needed = shape.rows * shape.rowBytes;
  if (bytes.length < needed) {
    throw corruptFile(
      `Strip or tile ${index + 1} ends early: it holds ${bytes.length} bytes of pixels, but ${needed} are needed.`,
    );
  }
  return toSamples(bytes.subarray(0, needed), layout, rows);
}

function shapeOf(layout: PageLayout, rows: number): ChunkShape {
  const { chunkWidth: width, chunkHeight } = layout.chunks;
  const samplesPerPixel = layout.isPlanar ? 1 : layout.samplesPerPixel;
  const [across, down] = layout.chromaSubsampling;
  const isSubsampled = across * down > 1;
  return {
    width,
    rows: Math.ceil(rows / down),
    fullRows: Math.ceil(chunkHeight / down),
    rowBytes: isSubsampled
      ? blockRowBytes({ width, rows, block: [across, down] })
      : Math.ceil((width * samplesPerPixel * layout.bitsPerSample) / 8),
    samplesPerPixel,
  };
}

function toSamples(bytes: Uint8Array<ArrayBuffer>, layout: PageLayout, rows: number): PixelData {
  const { bitsPerSample, predictor, littleEndian, chromaSubsampling: block } = layout;
  const width = layout.chunks.chunkWidth;
  if (block[0] * block[1] > 1) return spreadChroma(bytes, { width, rows, block });
  const samplesPerPixel = layout.isPlanar ? 1 : layout.samplesPerPixel;
  const samplesPerRow = width * samplesPerPixel;
  const rowsAsStored = { bitsPerSample, samplesPerPixel, samplesPerRow };
  if (predictor === 3) {
    return unpackSamples(undoFloatDifferences(bytes, rowsAsStored), layout, samplesPerRow);
  }
  const bytesPerSample = bitsPerSample / 8;
  // Odd sizes are packed from the highest bit on in any file, except for whole bytes.
  const isReversed = bytesPerSample === 3 ? littleEndian : !littleEndian;
  if (Number.isInteger(bytesPerSample) && isReversed) swapBytes(bytes, bytesPerSample);
  if (predictor === 2) undoDifferences(bytes, rowsAsStored);
  return unpackSamples(bytes, layout, samplesPerRow);
}

/** Copies the part of a chunk that lies inside the page to where it belongs. */
function scatter(
  samples: PixelData,
  planes: readonly PixelData[],
  { width, chunks }: PageLayout,
  { x, y, columns, rows }: ChunkPosition,
): void {
  const step = planes.length;
  planes.forEach((plane, channel) => {
    for (let row = 0; row < rows; row++) {
      const first = row * chunks.chunkWidth * step;
      const start = (y + row) * width + x;
      if (step === 1) plane.set(samples.subarray(first, first + columns), start);
      else copyEvery(step, samples, first + channel, plane, { start, count: columns });
    }
  });
}

/** Copies `count` samples that are `step` apart to neighbouring places of a plane. */
function copyEvery(
  step: number,
  samples: PixelData,
  first: number,
  plane: PixelData,
  { start, count }: { readonly start: number; readonly count: number },
): void {
  let from = first;
  for (let to = start; to < start + count; to++, from += step) plane[to] = samples[from] as number;
}

const REVERSED_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit);
  return reversed;
});

function reverseBits(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const reversed = new Uint8Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) {
    reversed[index] = REVERSED_BYTES[bytes[index] as number] as number;
  }
  return reversed;
}
