import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderDescending } from '#lib/radixSort.ts';

const LARGEST_KEY = 2 ** 31 - 1;

describe('orderDescending', () => {
  it('puts the largest key first and leaves equal keys in their order', () => {
    expect([...orderDescending(Int32Array.of(5, 9, 5, LARGEST_KEY, 0, 9))]).toEqual([
      3, 1, 5, 0, 2, 4,
    ]);
    expect([...orderDescending(new Int32Array(0))]).toEqual([]);
    expect([...orderDescending(Int32Array.of(0, 0))]).toEqual([0, 1]);
  });

  it('orders like a stable comparison sort', () => {
    const key = fc.oneof(fc.nat(7), fc.nat(5000), fc.nat(2 ** 23), fc.nat(LARGEST_KEY));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), (values) => {
        const keys = Int32Array.from(values);
        const expected = values.map((_, i) => i);
        expected.sort((a, b) => (keys[b] as number) - (keys[a] as number));
        expect([...orderDescending(keys)]).toEqual(expected);
      }),
    );
  });
});
