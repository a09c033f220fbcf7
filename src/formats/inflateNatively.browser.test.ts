import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflateNatively } from '#formats/inflateNatively.ts';

const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i) >> 5);
const packed = zlibSync(bytes);

describe('inflateNatively', () => {
  it('fills the output, also where it is smaller than the data', async () => {
    for (const length of [bytes.length, bytes.length - 777]) {
      const output = new Uint8Array(length);
      expect(await inflateNatively(output, packed)).toBe(true);
      expect(output).toEqual(bytes.subarray(0, length));
    }
  });

  it.each([
    ['that end early', packed.slice(0, 5000)],
    ['that hold too little', zlibSync(bytes.subarray(0, 100_000))],
    ['that are none of zlib', new Uint8Array(5000).fill(9)],
    ['of nothing', new Uint8Array(0)],
    ['with junk behind', Uint8Array.from([...packed, 7, 7, 7])],
  ])('leaves data %s to the other decoder', async (_, input) => {
    expect(await inflateNatively(new Uint8Array(bytes.length), input)).toBe(false);
  });

  it('stops a bomb as soon as the output is full', async () => {
    const bomb = zlibSync(new Uint8Array(128 * 2 ** 20));
    expect(await inflateNatively(new Uint8Array(70_000), bomb)).toBe(true);
  });

  it('leaves small pieces to the decoder that starts at once', async () => {
    expect(await inflateNatively(new Uint8Array(100), packed)).toBe(false);
  });
});
