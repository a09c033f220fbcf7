import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { readTiff } from '#formats/tiff/readTiff.ts';
import { writeLabelTiff } from '#formats/tiff/writeLabelTiff.ts';

function blocks(width: number, height: number, greatest: number): LabelImage {
  const data = Uint32Array.from({ length: width * height }, (_, i) => {
    const block = Math.floor((i % width) / 5) + Math.floor(i / width / 7) * 31;
    return block % 3 === 0 ? 0 : (block * 977) % (greatest + 1);
  });
  data[data.length - 1] = greatest;
  return { width, height, data };
}

const readBack = async (labels: LabelImage, pixelSizeUm: number | null = null) =>
  readTiff(new Blob([writeLabelTiff(labels, { pixelSizeUm })]), 0);

describe('writeLabelTiff', () => {
  it('is read back as it was, whatever the size and the ids', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(0, 1, 255, 256, 65_535, 65_536, 1_000_000, 2 ** 32 - 1),
        async (width, height, greatest) => {
          const labels = blocks(width, height, greatest);
          const image = await readBack(labels);
          expect([image.width, image.height, image.pageCount]).toEqual([width, height, 1]);
          expect(Array.from(image.channels[0] ?? [])).toEqual(Array.from(labels.data));
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });

  it('uses 32 bits only for ids that 16 bits do not hold', async () => {
    expect((await readBack(blocks(20, 20, 65_535))).pixelType).toBe('uint16');
    expect((await readBack(blocks(20, 20, 65_536))).pixelType).toBe('uint32');
  });

  it('keeps a picture of many strips', async () => {
    const labels = blocks(1000, 1500, 40_000);
    const [plane] = (await readBack(labels)).channels;
    expect(labels.data.findIndex((id, i) => id !== plane?.[i])).toBe(-1);
  });

  it.each([0.0001, 0.10833, 0.65, 1, 1.3, 500])('keeps a pixel size of %d µm', async (sizeUm) => {
    const image = await readBack(blocks(9, 8, 3), sizeUm);
    expect(image.formatName).toBe('ImageJ TIFF');
    expect(Math.abs((image.pixelSizeUm ?? 0) - sizeUm)).toBeLessThan(1e-6 * sizeUm);
  });

  it('invents no pixel size', async () => {
    expect((await readBack(blocks(9, 8, 3))).pixelSizeUm).toBeNull();
  });
});
