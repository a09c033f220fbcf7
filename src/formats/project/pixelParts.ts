import * as v from 'valibot';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { PixelData, PixelType } from '#domain/image/pixelType.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { checkPageClaim } from '#formats/imageLimits.ts';
import { binaryPart, readHeader } from '#formats/project/binaryPart.ts';
import { imageInfoSchema, sizeSchema } from '#formats/project/imageSchema.ts';
import type { PartReader } from '#formats/project/partReader.ts';
import { corruptFile } from '#formats/refusals.ts';

/** Room for the names of 1000 channels. */
const MAX_HEADER_BYTES = 32 * 2 ** 20;

const ARRAYS = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const satisfies Record<PixelType, unknown>;

const mapSchema = v.strictObject({ width: sizeSchema, height: sizeSchema });

/** Planes of an image that has no file: the header is all of `DecodedImage` but its pixels. */
export function writePlanes({ channels, ...info }: DecodedImage): Iterable<Uint8Array> {
  return binaryPart(info, channels);
}

/** @throws AppError `corrupt-file`, `too-large` */
export async function readPlanes(reader: PartReader): Promise<DecodedImage> {
  const info = await readHeader(reader, imageInfoSchema, MAX_HEADER_BYTES);
  const { width, height, pixelType, channelNames } = info;
  const bytesPerSample = ARRAYS[pixelType].BYTES_PER_ELEMENT;
  checkPageClaim({ width, height, channelCount: channelNames.length, bytesPerSample });
  expectBytes(reader, width * height * channelNames.length * bytesPerSample);
  const channels: PixelData[] = [];
  for (const _name of channelNames) {
    const plane = new ARRAYS[pixelType](width * height);
    await reader.fill(new Uint8Array(plane.buffer));
    channels.push(plane);
  }
  await reader.finish();
  return { ...info, channels };
}

/** A probability map: 16-bit levels, see `ProbabilityMap`. */
export function writeMap({ width, height, data }: ProbabilityMap): Iterable<Uint8Array> {
  return binaryPart({ width, height }, [data]);
}

/** @throws AppError `corrupt-file`, `too-large` */
export async function readMap(reader: PartReader): Promise<ProbabilityMap> {
  const { width, height } = await readHeader(reader, mapSchema, MAX_HEADER_BYTES);
  checkPageClaim({ width, height, channelCount: 1, bytesPerSample: 2 });
  expectBytes(reader, width * height * 2);
  const data = new Uint16Array(width * height);
  await reader.fill(new Uint8Array(data.buffer));
  await reader.finish();
  return { width, height, data };
}

/**
 * Nothing is allocated before the promises of header and directory agree.
 * @throws AppError `corrupt-file` when they do not
 */
export function expectBytes({ path, remainingBytes }: PartReader, byteLength: number): void {
  if (remainingBytes === byteLength) return;
  throw corruptFile(
    `“${path}” in the ZIP file should hold ${byteLength} bytes of numbers, but holds ${remainingBytes}.`,
  );
}
