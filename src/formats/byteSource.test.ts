import { describe, expect, it } from 'vitest';
import { blobSource } from '#formats/byteSource.ts';

describe('blobSource', () => {
  const length = 40 * 2 ** 20;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1009) bytes[i] = i % 251;
  const source = blobSource(new Blob([bytes]));

  it.each([
    [0, 16],
    [16 * 2 ** 20 - 3, 6],
    [5 * 2 ** 20, 30 * 2 ** 20],
    [length - 10, 10],
    [length, 0],
    [16 * 2 ** 20, 1],
  ])('reads at %d the %d bytes that are there', async (offset, count) => {
    const read = await source.read(offset, count);
    expect(read.length).toBe(count);
    expect(read.findIndex((byte, i) => byte !== bytes[offset + i])).toBe(-1);
  });

  it.each([
    [length - 1, 2],
    [-1, 1],
    [2 ** 53, 1],
    [Number.NaN, 1],
  ])('refuses to read at %d the %d bytes that are not', async (offset, count) => {
    await expect(source.read(offset, count)).rejects.toMatchObject({ code: 'corrupt-file' });
  });
});
