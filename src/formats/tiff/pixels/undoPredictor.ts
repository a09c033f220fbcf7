/** How the rows of a chunk are stored. */
export interface PredictedRows {
  readonly bitsPerSample: number;
  /** Samples of one pixel in this chunk: differences are taken to the same sample before. */
  readonly samplesPerPixel: number;
  /** Samples of one row. */
  readonly samplesPerRow: number;
}

/**
 * Brings samples of 16, 32 or 64 bits from the file's byte order to the machine's, in place.
 * All machines that run browsers are little-endian.
 */
export function swapBytes(bytes: Uint8Array<ArrayBuffer>, bytesPerSample: number): void {
  if (bytesPerSample === 2) {
    const words = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
    for (let index = 0; index < words.length; index++) {
      const word = words[index] as number;
      words[index] = (word << 8) | (word >> 8);
    }
    return;
  }
  for (let start = 0; start + bytesPerSample <= bytes.length; start += bytesPerSample) {
    for (let low = start, high = start + bytesPerSample - 1; low < high; low++, high--) {
      const byte = bytes[low] as number;
      bytes[low] = bytes[high] as number;
      bytes[high] = byte;
    }
  }
}

/**
 * Undoes predictor 2 in place: each sample was stored as its difference to the pixel on its left,
 * modulo the sample size. The samples must be in the machine's byte order.
 *
 * Source: TIFF 6.0, section 14; for 64 bits as in libtiff.
 */
export function undoDifferences(
  bytes: Uint8Array<ArrayBuffer>,
  { bitsPerSample, samplesPerPixel, samplesPerRow }: PredictedRows,
): void {
  const sampleCount = Math.floor((bytes.length * 8) / bitsPerSample);
  const samples = integerView(bytes, bitsPerSample, sampleCount);
  for (let row = 0; row < sampleCount; row += samplesPerRow) {
    const end = Math.min(row + samplesPerRow, sampleCount);
    if (samples instanceof BigUint64Array) {
      for (let at = row + samplesPerPixel; at < end; at++) {
        samples[at] = (samples[at] as bigint) + (samples[at - samplesPerPixel] as bigint);
      }
    } else {
      for (let at = row + samplesPerPixel; at < end; at++) {
        samples[at] = (samples[at] as number) + (samples[at - samplesPerPixel] as number);
      }
    }
  }
}

/** Unsigned view of whole samples, so that sums wrap around as they should. */
function integerView(bytes: Uint8Array<ArrayBuffer>, bitsPerSample: number, length: number) {
  if (bitsPerSample === 8) return bytes;
  if (bitsPerSample === 16) return new Uint16Array(bytes.buffer, bytes.byteOffset, length);
  if (bitsPerSample === 32) return new Uint32Array(bytes.buffer, bytes.byteOffset, length);
  return new BigUint64Array(bytes.buffer, bytes.byteOffset, length);
}

/**
 * Undoes predictor 3: the bytes of a row's numbers were sorted by significance, highest first
 * whatever the file's byte order, and stored as differences.
 *
 * Source: Adobe Photoshop TIFF Technical Note 3.
 *
 * @returns the numbers in the machine's byte order
 */
export function undoFloatDifferences(
  bytes: Uint8Array<ArrayBuffer>,
  { bitsPerSample, samplesPerPixel, samplesPerRow }: PredictedRows,
): Uint8Array<ArrayBuffer> {
  const bytesPerSample = bitsPerSample / 8;
  const rowBytes = samplesPerRow * bytesPerSample;
  const numbers = new Uint8Array(bytes.length);
  for (let row = 0; row + rowBytes <= bytes.length; row += rowBytes) {
    for (let at = row + samplesPerPixel; at < row + rowBytes; at++) {
      bytes[at] = (bytes[at] as number) + (bytes[at - samplesPerPixel] as number);
    }
    for (let significance = 0; significance < bytesPerSample; significance++) {
      const from = row + significance * samplesPerRow;
      const to = row + bytesPerSample - 1 - significance;
      for (let sample = 0; sample < samplesPerRow; sample++) {
        numbers[to + sample * bytesPerSample] = bytes[from + sample] as number;
      }
    }
  }
  return numbers;
}
