import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { EntrySum } from '#formats/zip/entrySum.ts';

const MAX_AT_ONCE_BYTES = 1000;

it.each([
  ['nothing', []],
  ['small pieces', [1, 63, 64, 200]],
  ['as much as is summed at once', [MAX_AT_ONCE_BYTES]],
  ['one byte more', [900, 100, 1]],
  ['much more', [700, 3000, 5, 64]],
])('the sum of %s is that of all its bytes', async (_what, lengths) => {
  const sum = new EntrySum(MAX_AT_ONCE_BYTES);
  const expected = createHash('sha256');
  for (const [i, length] of lengths.entries()) {
    const piece = new Uint8Array(length).fill(i + 7);
    sum.update(piece);
    expected.update(piece);
  }
  expect(await sum.hex()).toBe(expected.digest('hex'));
});
