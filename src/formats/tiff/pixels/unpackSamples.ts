import type { PixelData } from '#domain/image/pixelType.ts';
import { unsupportedFormat } from '#formats/refusals.ts';
import { halfToNumber } from '#formats/tiff/pixels/halfFloat.ts';
import type { SampleLayout } from '#formats/tiff/pixels/pageLayout.ts';

/** An empty plane that holds what `unpackSamples` gives for this layout. */
export function allocatePlane(layout: SampleLayout, length: number): PixelData {
  return new (arrayType(layout))(length);
}

/**
 * The samples in rows of packed bytes, in the machine's byte order.
 *
 * Samples of whole bytes are a view of `bytes`; other sizes are unpacked from the highest bit on,
 * each row starting with a new byte; 16-bit floats become 32-bit ones, 64-bit integers 64-bit floats.
 *
 * @throws AppError `unsupported-format` for integers beyond ±2⁵³, which no pixel type here holds
 */
export function unpackSamples(
  bytes: Uint8Array<ArrayBuffer>,
  layout: SampleLayout,
  samplesPerRow: number,
): PixelData {
  const { bitsPerSample, sampleFormat } = layout;
  if (bitsPerSample === 16 && sampleFormat === 'float') {
    const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
    return widenHalves(halves);
  }
  if (bitsPerSample === 64 && sampleFormat !== 'float')
    return unpackBigIntegers(bytes, sampleFormat);
  const type = arrayType(layout);
  if (bitsPerSample === type.BYTES_PER_ELEMENT * 8) {
    const length = Math.floor(bytes.length / type.BYTES_PER_ELEMENT);
    return new type(bytes.buffer, bytes.byteOffset, length);
  }
  return unpackBits(bytes, layout, samplesPerRow);
}

function widenHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const numbers = new Float32Array(halves.length);
  for (let index = 0; index < halves.length; index++) {
    numbers[index] = halfToNumber(halves[index] as number);
  }
  return numbers;
}

function arrayType({ bitsPerSample, sampleFormat }: SampleLayout) {
  if (sampleFormat === 'float') return bitsPerSample === 64 ? Float64Array : Float32Array;
  const isSigned = sampleFormat === 'int';
  if (bitsPerSample <= 8) return isSigned ? Int8Array : Uint8Array;
  if (bitsPerSample <= 16) return isSigned ? Int16Array : Uint16Array;
  if (bitsPerSample <= 32) return isSigned ? Int32Array : Uint32Array;
  return Float64Array;
}

function unpackBigIntegers(
  bytes: Uint8Array<ArrayBuffer>,
  format: 'uint' | 'int',
): Float64Array<ArrayBuffer> {
  const type = format === 'int' ? BigInt64Array : BigUint64Array;
  const integers = new type(bytes.buffer, bytes.byteOffset, bytes.length >> 3);
  const numbers = new Float64Array(integers.length);
  for (let index = 0; index < numbers.length; index++) {
    const value = Number(integers[index] as bigint);
    if (!Number.isSafeInteger(value)) {
      throw unsupportedFormat(
        `The page holds 64-bit integers as large as ${integers[index]}; values up to 2⁵³ are read.`,
        'Save it with 32 bits per sample.',
      );
    }
    numbers[index] = value;
  }
  return numbers;
}

function unpackBits(
  bytes: Uint8Array,
  { bitsPerSample }: SampleLayout,
  samplesPerRow: number,
): PixelData {
  const rowBytes = Math.ceil((samplesPerRow * bitsPerSample) / 8);
  const rows = Math.floor(bytes.length / rowBytes);
  const length = rows * samplesPerRow;
  const samples =
    bitsPerSample < 8
      ? new Uint8Array(length)
      : bitsPerSample < 16
        ? new Uint16Array(length)
        : new Uint32Array(length);
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let at = row * rowBytes;
    let bitsLeft = 8;
    for (let sample = 0; sample < samplesPerRow; sample++) {
      let value = 0;
      for (let needed = bitsPerSample; needed > 0; ) {
        const taken = Math.min(needed, bitsLeft);
        const part = ((bytes[at] as number) >> (bitsLeft - taken)) & ((1 << taken) - 1);
        value = value * (1 << taken) + part; // not shifted: 32 bits would turn negative
        needed -= taken;
        bitsLeft -= taken;
        if (bitsLeft === 0) {
          at++;
          bitsLeft = 8;
        }
      }
      samples[to++] = value;
    }
  }
  return samples;
}
