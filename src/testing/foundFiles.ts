import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import { readStoredPng } from '#formats/png/readPng.ts';
import { readStoredSamples } from '#formats/tiff/readTiff.ts';

/** What the reference readers say about one file of the collection of found files. */
export interface FoundFile {
  readonly file: string;
  readonly format?: string;
  /** At least one reference reader refuses it. */
  readonly corrupt: boolean;
  /** All accept it although it was damaged on purpose. */
  readonly mutated?: boolean;
  readonly lossy?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly pages?: number;
  readonly samples?: number;
  readonly channels?: number;
  readonly mode?: string;
  readonly photometric?: string;
  readonly page0?: {
    readonly shape: readonly number[];
    readonly dtype: string;
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly channelMeans?: readonly number[];
  };
}

/** Thumbnails and pyramid levels, which the reference counts, are no pages. */
export const FULL_PAGES: Readonly<Record<string, number>> = {
  'large_image__test_orient0.tif': 1,
  'large_image__test_orient4.tif': 1,
};

/**
 * Pictures whose stored samples no browser hands out (indices, CMYK): means of red, green and blue
 * by Pillow 9.4, `convert('RGBA')` times alpha.
 */
const PAINTED_MEANS: Readonly<Record<string, readonly number[]>> = {
  'aicsimageio__example.bmp': [111.0263, 108.5659, 102.4466],
  'golang-image__bmp_4bpp.bmp': [229.6894, 234.4519, 213.5649],
  'image-js__5x5.bmp': [112.2, 112.2, 112.2],
  'image__badplanes.bmp': [75.2953, 75.2953, 75.2953],
  'imageio-binaries__imageio_issue245.gif': [54.9958, 74.1653, 80.6292],
  'libvips__cogs.gif': [5.4759, 5.4759, 5.4759],
  'libvips__cramps.gif': [118.965, 118.965, 118.965],
  'libvips__trans-x.gif': [0, 0, 0],
  'pillow__dispose_bgnd_rgba.gif': [54.5805, 83.2858, 95.0105],
  'pillow__dispose_prev.gif': [72.4515, 169.0666, 246.914],
  'pillow__no_palette_after_rgb.gif': [1, 1, 1],
  'pillow__no_palette_with_background.gif': [0, 0, 0],
  'pillow__no_palette_with_transparency.gif': [128, 128, 128],
  'pillow__test.colors.gif': [128.1987, 115.6559, 96.0748],
  'pillow__pil_sample_cmyk.jpg': [30.232, 5.444, 7.3861],
};

/** Name of a file without its folders. */
export function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** Sentences about what differs from the reference; none when the file is decoded right. */
export async function differences(
  found: FoundFile,
  file: Blob,
  image: DecodedImage,
): Promise<string[]> {
  const wrong: string[] = [];
  const same = (what: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs) wrong.push(`${what} ${ours} instead of ${theirs}`);
  };
  const [height, width] = found.page0?.shape.slice(0, 2) ?? [];
  same('width', image.width, found.width ?? width);
  same('height', image.height, found.height ?? height);
  const { page0 } = found;
  if (!page0) return wrong;
  if (found.format === 'tiff') return [...wrong, ...(await tiffDifferences(found, file, image))];
  same('pages', image.pageCount, found.pages ?? 1);
  const painted = PAINTED_MEANS[baseName(found.file)];
  if (painted)
    return [...wrong, ...meanDifferences(image.channels, painted, found.lossy ? 2 : 1e-3)];
  const stored = found.format === 'png' ? await readStoredPng(file) : image.channels;
  const tolerance = found.lossy ? 1 : 1e-9 * Math.max(1, page0.mean);
  wrong.push(
    ...(page0.channelMeans
      ? meanDifferences(stored, page0.channelMeans, tolerance)
      : within('mean', summarize(stored).mean, page0.mean, tolerance)),
  );
  const hasAlpha = ['RGBA', 'LA'].includes(found.mode ?? '');
  // A 16-bit PGM is int32 in Pillow.
  same('type', image.pixelType, page0.dtype.replace('int32', 'uint16'));
  if (found.lossy || hasAlpha) return wrong;
  const { min, max } = summarize(stored);
  same('minimum', min, page0.min);
  same('maximum', max, page0.max);
  return wrong;
}

async function tiffDifferences(
  found: FoundFile,
  file: Blob,
  image: DecodedImage,
): Promise<string[]> {
  const wrong: string[] = [];
  const same = (what: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs) wrong.push(`${what} ${ours} instead of ${theirs}`);
  };
  const { samples: sampleCount = 1, page0 } = found;
  const { pageCount, samples } = await readStoredSamples(file, 0);
  const pictures = samples.length / sampleCount;
  same('pages', pageCount * pictures, FULL_PAGES[baseName(found.file)] ?? found.pages ?? 1);
  if (found.photometric !== 'PALETTE') {
    same(
      'type',
      image.pixelType,
      page0?.dtype.replace('float16', 'float32').replace('bool', 'uint8'),
    );
  }
  const { min, max, mean } = summarize(samples.slice(0, sampleCount));
  const theirs = page0 as NonNullable<FoundFile['page0']>;
  const tolerance = found.lossy ? 1 : 1e-9 * Math.max(1, Math.abs(theirs.mean));
  wrong.push(...within('mean', mean, theirs.mean, tolerance));
  if (found.lossy) return wrong;
  same('minimum', min, theirs.min);
  same('maximum', max, theirs.max);
  return wrong;
}

/** A single plane stands for red, green and blue that are the same. */
function meanDifferences(
  planes: readonly PixelData[],
  expected: readonly number[],
  tolerance: number,
): string[] {
  return expected.slice(0, 3).flatMap((mean, channel) => {
    const plane = planes[channel] ?? planes[0];
    const ours = plane ? summarize([plane]).mean : Number.NaN;
    return within(`mean of channel ${channel + 1}`, ours, mean, tolerance);
  });
}

function within(what: string, ours: number, theirs: number, tolerance: number): string[] {
  return Math.abs(ours - theirs) <= tolerance ? [] : [`${what} ${ours} instead of ${theirs}`];
}

/** Least, greatest and mean of the finite samples. */
export function summarize(planes: readonly ArrayLike<number>[]) {
  let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const plane of planes) {
    for (let index = 0; index < plane.length; index++) {
      const value = plane[index] as number;
      if (!Number.isFinite(value)) continue;
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
      count++;
    }
  }
  return { min, max, mean: sum / count };
}
