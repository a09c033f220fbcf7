import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packStored } from '#formats/zip/packStored.ts';
import { readSmallEntry } from '#formats/zip/readSmallEntry.ts';
import { readZipDirectory } from '#formats/zip/zipDirectory.ts';

const LIMITS = { maxEntries: 100_000, maxBytes: 1e9 };

/** Entries of 1…4 bytes under names that are not all ASCII. */
function entries(count: number): [string, Uint8Array][] {
  return Array.from({ length: count }, (_, i) => [
    `é-${i}.bin`,
    new Uint8Array((i % 4) + 1).fill(i),
  ]);
}

async function bytesOf(pieces: readonly Uint8Array<ArrayBuffer>[]) {
  return new Uint8Array(await new Blob([...pieces]).arrayBuffer());
}

describe('packStored', () => {
  it.each([0, 3, 65_534, 65_535, 70_000])('packs %i entries that others unpack', async (count) => {
    const unpacked = unzipSync(await bytesOf(packStored(entries(count))));
    expect(Object.keys(unpacked)).toHaveLength(count);
    expect(unpacked['é-2.bin']).toEqual(count > 2 ? Uint8Array.of(2, 2, 2) : undefined);
    expect(unpacked[`é-${count - 1}.bin`]).toEqual(entries(count).at(-1)?.[1]);
  });

  it('packs 70,000 entries that are read again', async () => {
    const zip = await bytesOf(packStored(entries(70_000)));
    const directory = await readZipDirectory(new Blob([zip]), LIMITS);
    const last = directory.get('é-69999.bin');
    expect(directory.size).toBe(70_000);
    expect(last && readSmallEntry(zip, last)).toEqual(new Uint8Array(4).fill(69_999));
  });

  it.each([
    ['its place', 22 + 20 - 8],
    ['the count of its entries', 22 + 20 + 56 - 32],
    ['its size', 22 + 20 + 56 - 40],
    ['its beginning', 22 + 20 + 56 - 48],
  ])('is refused when the directory of many entries lies about %s', async (_, fromEnd) => {
    const zip = await bytesOf(packStored(entries(65_600)));
    zip[zip.length - fromEnd + 1] = (zip[zip.length - fromEnd + 1] ?? 0) ^ 1;
    await expect(
      readZipDirectory(new Blob([zip]), LIMITS).then(({ size }) => size),
    ).rejects.toThrow(expect.objectContaining({ code: 'corrupt-file' }));
  });
});
