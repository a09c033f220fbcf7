import type { ByteSource } from '#formats/byteSource.ts';
import { checkPageClaim, type PageClaim } from '#formats/imageLimits.ts';
import { corruptFile, unsupportedFormat } from '#formats/refusals.ts';
import { COMPRESSION, checkCompression } from '#formats/tiff/codecs/compressionNames.ts';
import { type ChunkGrid, readChunkGrid } from '#formats/tiff/pixels/chunkGrid.ts';
import {
  readBytes,
  readNumber,
  readNumbers,
  type TiffDirectory,
} from '#formats/tiff/tiffDirectory.ts';
import { PHOTOMETRIC, TAG } from '#formats/tiff/tiffTags.ts';

/** Everything needed to turn the bytes of one TIFF page into samples; checked against the file. */
export interface PageLayout extends SampleLayout {
  readonly width: number;
  readonly height: number;
  readonly littleEndian: boolean;
  readonly photometric: number;
  readonly compression: number;
  /** 1 none, 2 differences along the row, 3 differences of floating point bytes. */
  readonly predictor: number;
  /** True when the lowest bit of a byte comes first. */
  readonly isBitReversed: boolean;
  /** True when each sample has its own chunks. */
  readonly isPlanar: boolean;
  readonly chunks: ChunkGrid;
  /** What the samples beyond the photometric ones are: 0 unspecified, 1 and 2 alpha. */
  readonly extraSamples: readonly number[];
  /** 16-bit red, green and blue of a palette, one after the other. */
  readonly colorMap: readonly number[] | null;
  /** Horizontal and vertical distance of chroma samples of uncompressed YCbCr data. */
  readonly chromaSubsampling: readonly [number, number];
  readonly jpegTables: Uint8Array<ArrayBuffer> | null;
  readonly t4Options: number;
}

/** How one pixel is stored. */
export interface SampleLayout {
  readonly samplesPerPixel: number;
  readonly bitsPerSample: number;
  readonly sampleFormat: 'uint' | 'int' | 'float';
}

const MAX_SAMPLES_PER_PIXEL = 1024;

/**
 * Reads and checks the layout of a page before any of its pixels are touched.
 *
 * @throws AppError `corrupt-file` for values that contradict each other or the file,
 *   `unsupported-format` for layouts that are not decoded, `too-large` beyond the page limits
 */
export async function readPageLayout(
  source: ByteSource,
  directory: TiffDirectory,
): Promise<PageLayout> {
  const number = (tag: number, fallback: number) => readNumber(source, directory, tag, fallback);
  const claim = await readPageClaim(source, directory);
  const { width, height } = claim;
  const samples = await readSampleLayout(source, directory);
  const { samplesPerPixel, bitsPerSample } = samples;
  checkPageClaim(claim);

  const compression = await number(TAG.compression, 1);
  checkCompression(compression);
  const photometric = await number(TAG.photometric, PHOTOMETRIC.minIsBlack);
  const isPlanar = samplesPerPixel > 1 && (await number(TAG.planarConfiguration, 1)) === 2;
  const chromaSubsampling = await readSubsampling(source, directory);

  const chunks = await readChunkGrid(source, directory, {
    width,
    height,
    planeCount: isPlanar ? samplesPerPixel : 1,
    bitsPerPixel: bitsPerSample * (isPlanar ? 1 : samplesPerPixel),
    isCompressed: compression !== 1,
    isSubsampled: chromaSubsampling.some((step) => step !== 1),
  });

  return {
    ...samples,
    width,
    height,
    littleEndian: directory.littleEndian,
    photometric,
    compression,
    predictor: await readPredictor(source, directory, samples, compression),
    isBitReversed: (await number(TAG.fillOrder, 1)) === 2,
    isPlanar,
    chunks,
    extraSamples: (await readNumbers(source, directory, TAG.extraSamples)) ?? [],
    colorMap: await readNumbers(source, directory, TAG.colorMap),
    chromaSubsampling,
    jpegTables: await readBytes(source, directory, TAG.jpegTables),
    t4Options: await number(TAG.t4Options, 0),
  };
}

/**
 * What a page claims about its size, before anything of it is checked.
 *
 * @throws AppError `corrupt-file`, `unsupported-format` for samples that no page has
 */
export async function readPageClaim(
  source: ByteSource,
  directory: TiffDirectory,
): Promise<PageClaim> {
  const { samplesPerPixel, bitsPerSample } = await readSampleLayout(source, directory);
  return {
    width: await readNumber(source, directory, TAG.imageWidth, 0),
    height: await readNumber(source, directory, TAG.imageLength, 0),
    channelCount: samplesPerPixel,
    bytesPerSample: storedBytes(bitsPerSample),
  };
}

/** Bytes that one decoded sample takes in memory. */
export function storedBytes(bitsPerSample: number): number {
  if (bitsPerSample <= 8) return 1;
  if (bitsPerSample <= 16) return 2;
  return bitsPerSample <= 32 ? 4 : 8;
}

/** [1, 1] unless uncompressed or losslessly compressed YCbCr stores fewer chroma samples. */
async function readSubsampling(
  source: ByteSource,
  directory: TiffDirectory,
): Promise<readonly [number, number]> {
  const photometric = await readNumber(source, directory, TAG.photometric, 0);
  const compression = await readNumber(source, directory, TAG.compression, 1);
  if (photometric !== PHOTOMETRIC.yCbCr || compression === COMPRESSION.jpeg) return [1, 1];
  const [across = 2, down = 2] = (await readNumbers(source, directory, TAG.yCbCrSubSampling)) ?? [];
  if (across === 1 && down === 1) return [1, 1];
  const isPlanar = (await readNumber(source, directory, TAG.planarConfiguration, 1)) === 2;
  const isPredicted = (await readNumber(source, directory, TAG.predictor, 1)) !== 1;
  const samples = await readSampleLayout(source, directory);
  const isUsual = samples.samplesPerPixel === 3 && samples.bitsPerSample === 8;
  const isLegal = [1, 2, 4].includes(across) && [1, 2, 4].includes(down);
  if (isPlanar || isPredicted || !isUsual || !isLegal) {
    throw unsupportedFormat(`The page stores YCbCr colours with ${across} × ${down} subsampling.`);
  }
  return [across, down];
}

async function readSampleLayout(
  source: ByteSource,
  directory: TiffDirectory,
): Promise<SampleLayout> {
  const samplesPerPixel = await readNumber(source, directory, TAG.samplesPerPixel, 1);
  if (!(samplesPerPixel >= 1 && samplesPerPixel <= MAX_SAMPLES_PER_PIXEL)) {
    throw corruptFile(`The TIFF page claims ${samplesPerPixel} samples per pixel.`);
  }
  const bits = (await readNumbers(source, directory, TAG.bitsPerSample)) ?? [1];
  const bitsPerSample = bits[0] ?? 1;
  if (bits.slice(0, samplesPerPixel).some((value) => value !== bitsPerSample)) {
    const listed = bits.slice(0, samplesPerPixel).join(', ');
    throw unsupportedFormat(`The samples of a pixel have different sizes (${listed} bits).`);
  }

  const formats = (await readNumbers(source, directory, TAG.sampleFormat)) ?? [1];
  if (formats.slice(0, samplesPerPixel).some((value) => value !== formats[0])) {
    throw unsupportedFormat('The samples of a pixel have different number types.');
  }
  return {
    samplesPerPixel,
    bitsPerSample,
    sampleFormat: sampleFormat(formats[0] ?? 1, bitsPerSample),
  };
}

function sampleFormat(code: number, bits: number): SampleLayout['sampleFormat'] {
  const isWholeBits = Number.isInteger(bits) && bits >= 1 && bits <= 64;
  if (!isWholeBits) throw corruptFile(`The TIFF page claims ${bits} bits per sample.`);
  if (code === 3) {
    if (bits === 16 || bits === 32 || bits === 64) return 'float';
    throw unsupportedFormat(`The pixels are ${bits}-bit floating point numbers.`);
  }
  if (code === 5 || code === 6) throw unsupportedFormat('The pixels are complex numbers.');
  const isSigned = code === 2;
  const isCommon = bits === 8 || bits === 16 || bits === 32 || bits === 64;
  if (!isCommon && (isSigned || bits > 32)) {
    throw unsupportedFormat(`The pixels are ${isSigned ? 'signed ' : ''}${bits}-bit integers.`);
  }
  return isSigned ? 'int' : 'uint';
}

/** Compressions whose codecs produce raw rows to which a predictor may have been applied. */
const WITH_PREDICTOR = new Set([5, 8, 32_773, 32_946, 50_000]);

async function readPredictor(
  source: ByteSource,
  directory: TiffDirectory,
  { bitsPerSample, sampleFormat }: SampleLayout,
  compression: number,
): Promise<number> {
  const predictor = await readNumber(source, directory, TAG.predictor, 1);
  if (!WITH_PREDICTOR.has(compression) || predictor === 1) return 1;
  const isWholeBytes = bitsPerSample >= 8 && (bitsPerSample & (bitsPerSample - 1)) === 0;
  if (predictor === 2 && isWholeBytes) return 2;
  if (predictor === 3 && sampleFormat === 'float') return 3;
  throw unsupportedFormat(
    `The page uses predictor ${predictor} with ${bitsPerSample}-bit samples, which no program writes on purpose.`,
  );
}
