import { describe, expect, it } from 'vitest';
import { readImagePage } from '#formats/readImage.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { hasReference } from '#testing/fetchReference.ts';
import { baseName, differences, type FoundFile } from '#testing/foundFiles.ts';

const referenceIsHere = await hasReference();
const found: readonly FoundFile[] = referenceIsHere
  ? (await (await fetch('/shared/formats/manifest.json')).json()).files
  : [];
const folderOf = ({ file }: FoundFile) => file.split('/')[1];
const isSound = (entry: FoundFile) =>
  !['corrupt', 'unsupported'].includes(folderOf(entry) ?? '') && !entry.corrupt;
const readable = found.filter((entry) => isSound(entry) && entry.page0);

/** Sound files that are beyond us, and what the refusal names. */
const REFUSED: Readonly<Record<string, string>> = {
  'image-tiff__logluv-3c-16b.tiff': 'SGI log',
  'openimageio-images__off_luv32.tif': 'SGI log',
  'twelvemonkeys__WangJPEG.tif': 'old-style JPEG',
};
/** Sound files of which less is read than there is, or of which the reference has no samples. */
const NOT_COMPARED: Readonly<Record<string, string>> = {
  'image__fcTL-dispose-in-region-none.png': 'animated: the first picture only',
  'pillow__blend_transparency.png': 'animated: the first picture only',
  'pillow__tiff_tiled_planar_16bit_RGBa.tiff': 'the reference gives 8 of 16 bits',
};
/** Metadata only, by the manifest; refused by us, too. */
const REFUSED_BY_ALL: Readonly<Record<string, string>> = {
  'twelvemonkeys__grayscale-old-style-jpeg.tiff': 'old-style JPEG',
  'twelvemonkeys__planar-yuv410-jpeg-uncompressed.tif': 'subsampling',
  'twelvemonkeys__planar-yuv422-jpeg-lzw.tif': 'subsampling',
  'aicsimageio__s_1_t_1_c_1_z_1.czi': 'Git LFS pointer',
  'pims__cluster.nd2': 'ND2',
};
const LEAST_SHARE = 0.97;
const rest = found.filter(
  (entry) => !readable.includes(entry) || baseName(entry.file) in NOT_COMPARED,
);

async function open({ file }: FoundFile): Promise<Blob> {
  return (await fetch(`/shared/formats/${file}`)).blob();
}

/** The picture, or the plain error that came instead; anything else fails the test. */
async function readOrRefuse(entry: FoundFile) {
  const file = await open(entry);
  const outcome = await readImagePage(file, 0).catch((error: unknown) => error as AppError);
  return { file, outcome };
}

describe.skipIf(!referenceIsHere)('427 files found in the wild', () => {
  it.each(
    readable
      .filter(({ file }) => !(baseName(file) in REFUSED || baseName(file) in NOT_COMPARED))
      .map((entry) => [entry.file, entry] as const),
  )('%s has the size, pages, type and values of the reference reader', async (_, entry) => {
    const { file, outcome } = await readOrRefuse(entry);
    if (outcome instanceof Error) throw outcome;
    expect(await differences(entry, file, outcome)).toEqual([]);
  });

  it('at least 97 % of the readable ones are decoded right', () => {
    // Each of the others is a test of its own above.
    const others = Object.keys({ ...REFUSED, ...NOT_COMPARED }).length;
    expect(readable.length).toBeGreaterThan(300);
    const rightShare = (readable.length - others) / readable.length;
    expect(rightShare).toBeGreaterThanOrEqual(LEAST_SHARE);
  });

  it.each(Object.entries({ ...REFUSED, ...REFUSED_BY_ALL }))(
    '%s is refused by name and with a way out: %s',
    async (name, reason) => {
      const entry = found.find(({ file }) => baseName(file) === name) as FoundFile;
      const { outcome } = await readOrRefuse(entry);
      expect(outcome).toMatchObject({
        code: 'unsupported-format',
        message: expect.stringContaining(reason),
      });
      if (!reason.startsWith('Git')) expect((outcome as AppError).message).toContain('OME-TIFF');
    },
  );

  it.each(rest.map((entry) => [entry.file, entry] as const))(
    '%s is read, or refused in a sentence that says what to do',
    async (_, entry) => {
      const { outcome } = await readOrRefuse(entry);
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(AppError);
        expect(['corrupt-file', 'unsupported-format', 'too-large']).toContain(
          toAppError(outcome).code,
        );
        expect(outcome.message).toMatch(/^[A-Z].*\. .*\.$/s);
        return;
      }
      const { width, height, channels } = outcome;
      for (const plane of channels) expect(plane.length).toBe(width * height);
    },
  );
});
