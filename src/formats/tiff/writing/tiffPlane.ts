import { zlibSync } from 'fflate';
import type { PlanePlace } from '#domain/export/exportedPlane.ts';

/** Uncompressed bytes per strip: small enough to be read piece by piece. */
const STRIP_BYTES = 256 * 2 ** 10;
/** Label images are flat, probabilities noisy: higher levels take longer and save little. */
const DEFLATE_LEVEL = 4;

/** A number type and how TIFF names it. */
export const SAMPLE_FORMAT = {
  uint16: { bits: 16, code: 1 },
  uint32: { bits: 32, code: 1 },
  float32: { bits: 32, code: 3 },
} as const;

/** One compressed plane. */
export interface TiffPlane {
  readonly place: PlanePlace;
  readonly width: number;
  readonly height: number;
  readonly rowsPerStrip: number;
  /** Zlib data by strip. */
  readonly strips: readonly Uint8Array<ArrayBuffer>[];
}

/** What a stack is made of. */
export interface TiffStack {
  readonly planes: readonly TiffPlane[];
  readonly samples: keyof typeof SAMPLE_FORMAT;
  readonly pixelSizeUm: number | null;
  /** Shown white. */
  readonly displayMax: number;
}

/**
 * Compresses a plane strip by strip.
 *
 * @param samplesOf samples of the pixels `start` … `end` − 1 in the file's number type
 */
export function compressPlane(
  { width, height, place }: Pick<TiffPlane, 'width' | 'height' | 'place'>,
  samplesOf: (start: number, end: number) => ArrayBufferView<ArrayBuffer>,
): TiffPlane {
  const rowsPerStrip = Math.max(1, Math.floor(STRIP_BYTES / (4 * width)));
  const strips: Uint8Array<ArrayBuffer>[] = [];
  for (let row = 0; row < height; row += rowsPerStrip) {
    const end = Math.min(row + rowsPerStrip, height) * width;
    const { buffer, byteOffset, byteLength } = samplesOf(row * width, end);
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    strips.push(zlibSync(bytes, { level: DEFLATE_LEVEL }) as Uint8Array<ArrayBuffer>);
  }
  return { place, width, height, rowsPerStrip, strips };
}
