import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStoredSamples, readTiff } from '#formats/tiff/readTiff.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { baseName, FULL_PAGES, summarize } from '#testing/foundFiles.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

/** What the reference readers (tifffile, libtiff) say about a file. */
interface FoundTiff {
  readonly file: string;
  readonly format: string;
  readonly mutated?: boolean;
  readonly corrupt: boolean;
  readonly lossy?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly pages?: number;
  readonly samples?: number;
  readonly dtype?: string;
  readonly photometric?: string;
  readonly decodedBy?: string;
  readonly page0?: { readonly min: number; readonly max: number; readonly mean: number };
}

/** Sound files that are refused, and what the refusal must name. */
const REFUSED: Readonly<Record<string, string>> = {
  'image-tiff__logluv-3c-16b.tiff': 'SGI log',
  'openimageio-images__off_luv32.tif': 'SGI log',
  'twelvemonkeys__WangJPEG.tif': 'old-style JPEG',
  'twelvemonkeys__grayscale-old-style-jpeg.tiff': 'old-style JPEG',
  'twelvemonkeys__planar-yuv410-jpeg-uncompressed.tif': 'subsampling',
  'twelvemonkeys__planar-yuv422-jpeg-lzw.tif': 'subsampling',
  // Browsers decode these: see webpTiff.browser.test.ts.
  'libtiff__webp_lossless_rgba_alpha_fully_opaque.tif': 'WebP',
  'pillow__hopper_webp.tif': 'WebP',
};

const manifest: readonly FoundTiff[] = hasShared
  ? JSON.parse(readFileSync(sharedPath('formats/manifest.json'), 'utf8')).files
  : [];
const tiffs = manifest.filter(({ format }) => format === 'tiff');
const isSound = ({ file }: FoundTiff) => !file.startsWith('files/corrupt/');
const open = (file: string) => new Blob([readFileSync(sharedPath(`formats/${file}`))]);

const compared = tiffs.filter(
  (tiff) =>
    isSound(tiff) &&
    tiff.page0 &&
    tiff.width !== undefined &&
    !tiff.decodedBy?.startsWith('PIL') &&
    !(baseName(tiff.file) in REFUSED),
);

describe.skipIf(!hasShared)('TIFFs found in the wild', () => {
  it.each(compared.map((tiff) => [baseName(tiff.file), tiff] as const))(
    '%s decodes as by the reference reader',
    async (name, { file, width, height, pages, samples: sampleCount = 1, ...expected }) => {
      const image = await readTiff(open(file), 0);
      const { pageCount, samples } = await readStoredSamples(open(file), 0);
      expect([image.width, image.height]).toEqual([width, height]);
      const channelPlanes = samples.length / sampleCount;
      expect(pageCount * channelPlanes).toBe(FULL_PAGES[name] ?? pages);
      if (expected.photometric !== 'PALETTE') {
        expect(image.pixelType).toBe(expected.dtype?.replace('float16', 'float32'));
      }

      const firstPage = summarize(samples.slice(0, sampleCount));
      const reference = expected.page0 as NonNullable<FoundTiff['page0']>;
      if (expected.lossy) {
        expect(Math.abs(firstPage.mean - reference.mean)).toBeLessThan(1);
        return;
      }
      const { min, max, mean } = firstPage;
      expect({ min, max }).toEqual({ min: reference.min, max: reference.max });
      const tolerance = 1e-9 * Math.max(1, Math.abs(reference.mean));
      expect(Math.abs(mean - reference.mean)).toBeLessThanOrEqual(tolerance);
    },
  );

  it('reads at least 97 % of the sound ones', () => {
    const sound = tiffs.filter((tiff) => isSound(tiff) && tiff.page0);
    const refused = Object.keys(REFUSED).filter((name) => REFUSED[name] !== 'WebP');
    expect(1 - refused.length / sound.length).toBeGreaterThanOrEqual(0.97);
  });

  it.each(Object.entries(REFUSED))('%s is refused by name: %s', async (name, reason) => {
    await expect(readTiff(open(`files/tiff/${name}`), 0)).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining(reason),
    });
  });
});

describe.skipIf(!hasShared)('damaged TIFFs found in the wild', () => {
  const damaged = tiffs.filter((tiff) => !isSound(tiff));

  it.each(damaged.map(({ file, page0 }) => [baseName(file), file, page0] as const))(
    '%s gives a plain error, or what the reference readers see',
    async (_, file, page0) => {
      const stored = await readStoredSamples(open(file), 0).catch(toAppError);
      if (stored instanceof AppError) {
        expect(['corrupt-file', 'unsupported-format', 'too-large']).toContain(stored.code);
        expect(stored.message).toMatch(/\. .*\.$/);
      } else if (page0) {
        expect(Math.abs(summarize(stored.samples).mean - page0.mean)).toBeLessThan(
          1e-6 * page0.mean,
        );
      }
    },
  );
});
