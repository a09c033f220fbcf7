import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sha256 } from '#formats/zip/sha256.ts';

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('Sha256', () => {
  it('gives the sums of FIPS 180-4’s examples', () => {
    expect(new Sha256().hex()).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(new Sha256().update(new TextEncoder().encode('abc')).hex()).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('agrees with OpenSSL for every length up to three blocks', () => {
    for (let length = 0; length <= 192; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 151 + length) & 255);
      expect(new Sha256().update(bytes).hex()).toBe(sumOf(bytes));
    }
  });

  it('is the same however the bytes are cut', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 6 });
    fc.assert(
      fc.property(pieces, (list) => {
        const sum = new Sha256();
        for (const piece of list) sum.update(piece);
        expect(sum.hex()).toBe(sumOf(Uint8Array.from(list.flatMap((piece) => [...piece]))));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
