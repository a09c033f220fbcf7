import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflateInto } from '#formats/inflateInto.ts';
import { decodeLzw } from '#formats/tiff/codecs/lzw.ts';
import { decodePackBits } from '#formats/tiff/codecs/packBits.ts';
import { compressLzw } from '#testing/compressLzw.ts';

function decode(codec: typeof decodeLzw, input: Uint8Array, length: number): number[] {
  const output = new Uint8Array(length);
  return Array.from(output.subarray(0, codec(input, output)));
}

describe('decodePackBits', () => {
  it('decodes the example of TIFF 6.0, section 9', () => {
    const packed = [0xfe, 0xaa, 2, 0x80, 0, 0x2a, 0xfd, 0xaa, 3, 0x80, 0, 0x2a, 0x22, 0xf7, 0xaa];
    const expected = [
      [0xaa, 0xaa, 0xaa, 0x80, 0, 0x2a],
      [0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0, 0x2a, 0x22],
      Array.from({ length: 10 }, () => 0xaa),
    ].flat();
    expect(decode(decodePackBits, Uint8Array.from(packed), 24)).toEqual(expected);
  });

  it('stops where input or output ends', () => {
    const packed = Uint8Array.of(0x81, 7, 5, 1, 2);
    expect(decode(decodePackBits, packed, 200)).toEqual([...Array(128).fill(7), 1, 2]);
    expect(decode(decodePackBits, packed, 3)).toEqual([7, 7, 7]);
    expect(decode(decodePackBits, Uint8Array.of(0x80, 0xff), 3)).toEqual([]);
  });
});

describe('decodeLzw', () => {
  it('decodes the example of TIFF 6.0, section 13', () => {
    // 7 7 7 8 8 7 7 6 6 as the codes 256 7 258 8 8 258 6 6 257.
    const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257];
    const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
    const packed = (bits.match(/.{1,8}/g) ?? []).map((byte) =>
      Number.parseInt(byte.padEnd(8, '0'), 2),
    );
    expect(decode(decodeLzw, Uint8Array.from(packed), 9)).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  it('decodes what was compressed, through every code width and a full table', () => {
    const long = Uint8Array.from({ length: 30_000 }, (_, i) => (i * i * 7 + (i >> 5)) % 97);
    expect(decode(decodeLzw, compressLzw(long), long.length)).toEqual(Array.from(long));
    fc.assert(
      fc.property(fc.uint8Array({ max: 3, maxLength: 2000 }), (bytes) => {
        expect(decode(decodeLzw, compressLzw(bytes), bytes.length)).toEqual(Array.from(bytes));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('decodes codes from the lowest bit, as old files have them', () => {
    // 256 5 258 257, nine bits each, the first in the lowest bits.
    const codes = [256, 5, 258, 257];
    const number = codes.reduce((sum, code, i) => sum | (BigInt(code) << BigInt(9 * i)), 0n);
    const packed = Array.from({ length: 5 }, (_, i) => Number((number >> BigInt(8 * i)) & 0xffn));
    expect(decode(decodeLzw, Uint8Array.from(packed), 3)).toEqual([5, 5, 5]);
  });

  it('ends within its output on any input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat({ max: 5000 }), (bytes, length) => {
        expect(decode(decodeLzw, bytes, length).length).toBeLessThanOrEqual(length);
        expect(decode(decodePackBits, bytes, length).length).toBeLessThanOrEqual(length);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('inflateInto', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) >> 7);
  const packed = zlibSync(bytes);

  it('inflates data in one part or many', () => {
    const output = new Uint8Array(bytes.length);
    expect(inflateInto(output, [packed])).toBe(bytes.length);
    expect(output).toEqual(bytes);
    const parts = Array.from({ length: 10 }, (_, i) => {
      const size = Math.ceil(packed.length / 10);
      return packed.subarray(i * size, (i + 1) * size);
    });
    const again = new Uint8Array(bytes.length);
    expect(inflateInto(again, parts)).toBe(bytes.length);
    expect(again).toEqual(bytes);
  });

  it('tells how much there was when the data end early', () => {
    const output = new Uint8Array(bytes.length + 50);
    expect(inflateInto(output, [packed])).toBe(bytes.length);
    expect(inflateInto(output, [packed.subarray(0, 1000)])).toBeLessThan(bytes.length);
    expect(inflateInto(output, [])).toBe(0);
  });

  it('stops once the output is full and refuses what is not zlib', () => {
    expect(inflateInto(new Uint8Array(10), [packed])).toBe(10);
    expect(() => inflateInto(new Uint8Array(10), [Uint8Array.of(1, 2, 3, 4, 5, 6, 7)])).toThrow();
  });
});
