import { describe, expect, it } from 'vitest';
import { toMicrometres } from '#formats/tiff/metadata/lengthUnit.ts';
import { halfToNumber } from '#formats/tiff/pixels/halfFloat.ts';
import { swapBytes, undoFloatDifferences } from '#formats/tiff/pixels/undoPredictor.ts';
import { unpackSamples } from '#formats/tiff/pixels/unpackSamples.ts';
import { blockRowBytes, spreadChroma, yCbCrToRgb } from '#formats/tiff/pixels/yCbCr.ts';

describe('unpackSamples', () => {
  const unpack = (bytes: number[], bitsPerSample: number, samplesPerRow: number) =>
    unpackSamples(
      Uint8Array.from(bytes),
      { bitsPerSample, samplesPerPixel: 1, sampleFormat: 'uint' },
      samplesPerRow,
    );

  it('takes samples of any size from the highest bit on, each row from a new byte', () => {
    expect(unpack([0b1010_0000, 0b0110_0000], 1, 3)).toEqual(Uint8Array.of(1, 0, 1, 0, 1, 1));
    expect(unpack([0xab, 0xc0, 0x12, 0x30], 4, 3)).toEqual(Uint8Array.of(10, 11, 12, 1, 2, 3));
    expect(unpack([0x12, 0x3a, 0xbc], 12, 2)).toEqual(Uint16Array.of(0x123, 0xabc));
    expect(unpack([0xff, 0xff, 0xfe, 1, 2, 3], 24, 2)).toEqual(Uint32Array.of(0xfffffe, 0x010203));
    expect(unpack([0xff, 0xff, 0xff, 0xfe], 31, 1)).toEqual(Uint32Array.of(0x7fffffff));
  });
});

describe('halfToNumber', () => {
  it.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65_504],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('0x%s is %d', (half, number) => {
    expect(halfToNumber(half)).toBe(number);
  });
});

describe('swapBytes', () => {
  it.each([
    [2, [2, 1, 4, 3, 6, 5, 8, 7]],
    [4, [4, 3, 2, 1, 8, 7, 6, 5]],
    [8, [8, 7, 6, 5, 4, 3, 2, 1]],
    [3, [3, 2, 1, 6, 5, 4, 7, 8]],
    [1, [1, 2, 3, 4, 5, 6, 7, 8]],
  ])('reverses samples of %d bytes', (size, expected) => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    swapBytes(bytes, size);
    expect(Array.from(bytes)).toEqual(expected);
  });
});

describe('undoFloatDifferences', () => {
  it('puts the bytes of numbers back together', () => {
    // 1.5 and -2 are 3f c0 00 00 and c0 00 00 00; sorted by significance: 3f c0 c0 00 00 00 00 00.
    const differences = Uint8Array.of(0x3f, 0x81, 0x00, 0x40, 0, 0, 0, 0);
    const rows = { bitsPerSample: 32, samplesPerPixel: 1, samplesPerRow: 2 };
    const numbers = undoFloatDifferences(differences, rows);
    expect(new Float32Array(numbers.buffer)).toEqual(Float32Array.of(1.5, -2));
  });
});

describe('YCbCr', () => {
  it('becomes the primary colours of CCIR 601', () => {
    const samples = Uint8Array.of(
      76,
      85,
      255,
      150,
      44,
      21,
      29,
      255,
      107,
      255,
      128,
      128,
      0,
      128,
      128,
    );
    yCbCrToRgb(samples);
    const expected = [254, 0, 0, 0, 255, 1, 0, 0, 254, 255, 255, 255, 0, 0, 0];
    samples.forEach((value, i) => {
      expect(Math.abs(value - (expected[i] as number))).toBeLessThanOrEqual(1);
    });
  });

  it('spreads one chroma pair over its block, cut off at the edges', () => {
    const shape = { width: 3, rows: 2, block: [2, 2] } as const;
    expect(blockRowBytes(shape)).toBe(12);
    const bytes = Uint8Array.of(1, 2, 3, 4, 50, 60, 5, 0, 6, 0, 70, 80);
    const pixels = [
      [1, 50, 60],
      [2, 50, 60],
      [5, 70, 80],
      [3, 50, 60],
      [4, 50, 60],
      [6, 70, 80],
    ];
    expect(Array.from(spreadChroma(bytes, shape))).toEqual(pixels.flat());
  });
});

describe('toMicrometres', () => {
  it.each([
    [250, 'nm', 0.25],
    [0.5, 'µm', 0.5],
    [0.5, 'μm', 0.5],
    [2, 'Micron', 2],
    [0.001, 'mm', 1],
  ])('%d %s are %d µm', (length, unit, expected) => {
    expect(toMicrometres(length, unit)).toBeCloseTo(expected, 12);
  });

  it.each([
    [1, 'pixel'],
    [1, ''],
    [0, 'µm'],
    [-1, 'µm'],
    [Number.NaN, 'µm'],
    [Number.POSITIVE_INFINITY, 'µm'],
  ])('%d %s are no length', (length, unit) => {
    expect(toMicrometres(length, unit)).toBeNull();
  });
});
