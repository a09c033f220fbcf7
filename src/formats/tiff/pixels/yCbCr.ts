/**
 * Turns interleaved 8-bit YCbCr into RGB, in place.
 *
 * Source: CCIR 601-1 with full range, the default of JPEG (JFIF 1.02) and TIFF 6.0, section 21.
 */
export function yCbCrToRgb(samples: Uint8Array): void {
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const y = samples[at] as number;
    const cb = (samples[at + 1] as number) - 128;
    const cr = (samples[at + 2] as number) - 128;
    samples[at] = toByte(y + 1.402 * cr);
    samples[at + 1] = toByte(y - 0.344136 * cb - 0.714136 * cr);
    samples[at + 2] = toByte(y + 1.772 * cb);
  }
}

function toByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value);
}

/** A strip or tile of YCbCr data with one Cb and one Cr for a block of luma samples. */
export interface SubsampledShape {
  readonly width: number;
  readonly rows: number;
  /** Block of luma samples: width and height. */
  readonly block: readonly [number, number];
}

/** Bytes of one row of blocks. */
export function blockRowBytes({ width, block: [across, down] }: SubsampledShape): number {
  return Math.ceil(width / across) * (across * down + 2);
}

/**
 * Spreads subsampled data (each block its luma samples, then Cb, then Cr) to one YCbCr triple per
 * pixel, [rows, width, 3].
 *
 * Source: TIFF 6.0, section 21.
 */
export function spreadChroma(bytes: Uint8Array, shape: SubsampledShape): Uint8Array<ArrayBuffer> {
  const { width, rows, block } = shape;
  const [across, down] = block;
  const blockBytes = across * down + 2;
  const rowBytes = blockRowBytes(shape);
  const samples = new Uint8Array(width * rows * 3);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const start = Math.floor(y / down) * rowBytes + Math.floor(x / across) * blockBytes;
      const luma = start + (y % down) * across + (x % across);
      const to = (y * width + x) * 3;
      samples[to] = bytes[luma] as number;
      samples[to + 1] = bytes[start + blockBytes - 2] as number;
      samples[to + 2] = bytes[start + blockBytes - 1] as number;
    }
  }
  return samples;
}
