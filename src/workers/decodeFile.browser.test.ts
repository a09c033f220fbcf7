import { describe, expect, it } from 'vitest';
import { readImagePage } from '#formats/readImage.ts';
import { encodeTiff } from '#testing/encodeTiff.ts';
import { decodeFile, decodeWithin } from '#workers/decodeFile.ts';

const { signal } = new AbortController();
const samples = Array.from({ length: 30 * 20 }, (_, i) => (i * i) % 65_521);
const tiff = encodeTiff({
  width: 30,
  height: 20,
  samplesPerPixel: 1,
  bits: 16,
  format: 'uint',
  littleEndian: false,
  compression: 'lzw',
  predictor: 2,
  pages: [samples, samples.toReversed()],
});

/**
 * A TIFF whose zstd data keep fzstd 0.1.1 busy for ever: the Huffman weights are coded with a table
 * of a single symbol, which takes no bits, so that they never end.
 */
function endlessTiff(): Blob {
  const frame = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 20]; // magic number, one segment of 20 bytes
  const weights = [5, 0xf0, 0x03, 0x00, 0x00, 0x80];
  const literals = [0b0100_0010 | 0b0000_0000, 0b0000_0001, 0x03, ...weights, 0, 0, 0, 0];
  const block = literals.length;
  const header = [(block << 3) | 0b101, block >> 5, 0]; // last block, compressed
  const bytes = [...frame, ...header, ...literals];
  return encodeTiff({
    width: bytes.length,
    height: 1,
    samplesPerPixel: 1,
    bits: 8,
    format: 'uint',
    littleEndian: true,
    pages: [bytes],
    tags: { 259: [50_000] },
  });
}

describe('decodeFile', () => {
  it('gives what the reader gives', async () => {
    for (const pageIndex of [0, 1]) {
      const decoded = await decodeFile(tiff, 'a.tif', pageIndex, signal);
      expect(decoded).toEqual(await readImagePage(tiff, pageIndex));
      expect(decoded).toMatchObject({ width: 30, height: 20, pageCount: 2, pixelType: 'uint16' });
    }
  });

  it('keeps the code and the words of an error', async () => {
    await expect(decodeFile(new Blob([]), 'a.tif', 0, signal)).rejects.toMatchObject({
      code: 'empty-file',
      message: expect.stringContaining('0 bytes'),
    });
    await expect(decodeFile(new Blob(['%PDF-1.7']), 'a.tif', 0, signal)).rejects.toMatchObject({
      code: 'unsupported-format',
    });
  });

  it('gives up a file that never ends, and goes on with the next', async () => {
    const request = { fileName: 'endless.tif', pageIndex: 0, signal };
    // More than run at a time: each gives its place to the next.
    const endless = [1, 2, 3].map(() => decodeWithin(2500, { ...request, file: endlessTiff() }));
    for (const outcome of await Promise.allSettled(endless)) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'timeout', message: expect.stringContaining('endless.tif') },
      });
    }
    expect((await decodeFile(tiff, 'a.tif', 0, signal)).width).toBe(30);
  });

  it('stops at once when it is cancelled', async () => {
    const controller = new AbortController();
    const endless = decodeFile(endlessTiff(), 'endless.tif', 0, controller.signal);
    setTimeout(() => controller.abort(), 200);
    await expect(endless).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('decodes many files at once', async () => {
    const images = await Promise.all(
      Array.from({ length: 8 }, (_, i) => decodeFile(tiff, `${i}.tif`, i % 2, signal)),
    );
    expect(images.map(({ pageIndex }) => pageIndex)).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
  });
});
