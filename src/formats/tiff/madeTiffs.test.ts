import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStoredSamples, readTiff } from '#formats/tiff/readTiff.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

interface Truth {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly sum?: number;
  readonly first?: readonly number[];
  readonly last?: readonly number[];
  readonly nonfinite?: number;
  readonly lossy?: boolean;
}

const truth: Readonly<Record<string, Truth>> = hasShared
  ? JSON.parse(readFileSync(sharedPath('formats-made/truth.json'), 'utf8'))
  : {};

function open(name: string): Blob {
  return new Blob([readFileSync(sharedPath(`formats-made/tiffs/${name}`))]);
}

/** Samples of all pages in the order of tifffile's array: interleaved within a contiguous page. */
async function readAll(name: string, { shape }: Truth): Promise<number[]> {
  const file = open(name);
  const { pageCount } = await readStoredSamples(file, 0);
  const isInterleaved = shape.length === 3 && shape[2] === 3;
  const pages: number[][][] = [];
  for (let page = 0; page < pageCount; page++) {
    const { samples } = await readStoredSamples(file, page);
    pages.push(samples.map((plane) => Array.from(plane)));
  }
  // OME and ImageJ arrays: channels of one page are planes apart, in the order that the axes say.
  const isChannelFirst = name.startsWith('ome_czyx');
  const planes = isChannelFirst
    ? [0, 1].flatMap((channel) => pages.map((page) => page[channel] ?? []))
    : pages.flat();
  if (!isInterleaved) return planes.flat();
  const [red = []] = planes;
  return red.flatMap((_, pixel) => planes.map((plane) => plane[pixel] ?? Number.NaN));
}

const NOT_IN_NODE = new Set(['webp_rgb.tif']); // decoded by browsers: see readImage.browser.test.ts
const REFUSED = new Set(['lzma_u16.tif']);
const names = Object.keys(truth).filter((name) => !NOT_IN_NODE.has(name) && !REFUSED.has(name));

describe.skipIf(!hasShared)('TIFFs written by tifffile and libtiff', () => {
  it.each(names)('%s has exactly the pixels that went in', async (name) => {
    const expected = truth[name] as Truth;
    const image = await readTiff(open(name), 0);
    const size = expected.shape.slice(-2).every((edge) => edge > 3)
      ? expected.shape.slice(-2)
      : expected.shape.slice(-3, -1);
    expect([image.height, image.width]).toEqual(size);
    if (name !== 'palette_u8.tif') {
      expect(image.pixelType).toBe(expected.dtype.replace('float16', 'float32'));
    }

    const values = await readAll(name, expected);
    expect(values.length).toBe(expected.shape.reduce((product, edge) => product * edge, 1));
    const finite = values.filter(Number.isFinite);
    expect(values.length - finite.length).toBe(expected.nonfinite ?? 0);
    if (expected.sum === undefined) return;
    const sum = finite.reduce((total, value) => total + value, 0);
    if (expected.lossy) {
      expect(Math.abs(sum - expected.sum)).toBeLessThan(0.02 * expected.sum);
      return;
    }
    expect(Math.abs(sum - expected.sum)).toBeLessThanOrEqual(1e-9 * Math.abs(expected.sum));
    expect(values.slice(0, 4)).toEqual(expected.first);
    expect(values.slice(-4)).toEqual(expected.last);
  });

  it('refuses LZMA by name', async () => {
    await expect(readTiff(open('lzma_u16.tif'), 0)).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('LZMA'),
    });
  });
});

describe.skipIf(!hasShared)('TIFFs that lie', () => {
  const evil = hasShared ? readdirSync(sharedPath('formats-made/evil')) : [];
  const HONEST_PICTURES = ['cyclic_self.tif', 'deflate_bomb_1GB.tif'];

  it.each(evil)('%s ends in a plain error or an honest picture', async (name) => {
    const file = new Blob([readFileSync(sharedPath(`formats-made/evil/${name}`))]);
    const before = process.memoryUsage().rss;
    const outcome = await readTiff(file, 0).catch(toAppError);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 2 ** 20);
    if (HONEST_PICTURES.includes(name)) {
      expect(outcome).toMatchObject({ width: 16, height: 16, pageCount: 1 });
    } else {
      expect(outcome).toBeInstanceOf(AppError);
      expect(['corrupt-file', 'too-large']).toContain((outcome as AppError).code);
      expect((outcome as AppError).message).toMatch(/\d.*\. .*\.$/); // figures, then what to do
    }
  });
});
