import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readImagePage } from '#formats/readImage.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { encodePng } from '#testing/encodePng.ts';
import { encodeTiff, type TiffPicture } from '#testing/encodeTiff.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const samples = Array.from({ length: 20 * 15 }, (_, i) => (i * i) % 251);
const png = encodePng({
  width: 20,
  height: 15,
  bitDepth: 8,
  colourType: 0,
  isInterlaced: false,
  samples,
});
const plainTiff: TiffPicture = {
  width: 20,
  height: 15,
  samplesPerPixel: 1,
  bits: 16,
  format: 'uint',
  littleEndian: true,
  pages: [samples],
};

describe('readImagePage', () => {
  it('goes by the bytes of a file, not by its name or type', async () => {
    const mislabelled = new File([png], 'cells.tif', { type: 'image/tiff' });
    expect(await readImagePage(mislabelled, 0)).toMatchObject({ formatName: 'PNG', width: 20 });
    const tiff = new File([encodeTiff(plainTiff)], 'cells.png', { type: 'image/png' });
    expect(await readImagePage(tiff, 0)).toMatchObject({ formatName: 'TIFF', height: 15 });
  });

  it('refuses an empty file as such', async () => {
    await expect(readImagePage(new Blob([]), 0)).rejects.toMatchObject({ code: 'empty-file' });
  });

  it('refuses garbage as damaged, and other formats by name with what to do', async () => {
    const garbage = new Blob([Uint8Array.from({ length: 5000 }, (_, i) => (i * 37 + 11) % 256)]);
    await expect(readImagePage(garbage, 0)).rejects.toMatchObject({ code: 'corrupt-file' });
    await expect(readImagePage(new Blob(['ZISRAWFILE\0\0']), 0)).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringMatching(/Zeiss CZI.*Fiji.*File › Save As › Tiff…/),
    });
    await expect(readImagePage(new Blob(['%PDF-1.4']), 0)).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringMatching(/PDF.*Open the picture itself/),
    });
  });

  it.skipIf(!hasShared)('names what cannot be opened among the found files', async () => {
    for (const [name, format] of [
      ['aicsimageio__s_1_t_1_c_1_z_1.czi', 'Git LFS pointer'],
      ['pims__cluster.nd2', 'ND2'],
    ]) {
      const file = new Blob([readFileSync(sharedPath(`formats/files/unsupported/${name}`))]);
      await expect(readImagePage(file, 0)).rejects.toMatchObject({
        code: 'unsupported-format',
        message: expect.stringContaining(format as string),
      });
    }
  });
});

/** xorshift32: the same mutants in every run. */
function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

async function mutate(file: Blob, random: (below: number) => number): Promise<Blob> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const changes = 1 + random(8);
  for (let change = 0; change < changes; change++) {
    // Half of the changes hit the directories or headers, which are short and decide most.
    const fromEnd = random(2) === 0 ? random(Math.min(300, bytes.length)) : random(bytes.length);
    const at = bytes.length - 1 - fromEnd;
    bytes[at] = random(3) === 0 ? ([0, 1, 0x7f, 0x80, 0xff][random(5)] ?? 0) : random(256);
  }
  return new Blob([random(6) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes]);
}

describe('a damaged file', () => {
  const tiffs = (['none', 'lzw', 'deflate', 'packbits'] as const).flatMap((compression) => [
    encodeTiff({ ...plainTiff, compression, predictor: compression === 'none' ? 1 : 2 }),
    encodeTiff({ ...plainTiff, compression, tileEdge: 16, littleEndian: false, isBigTiff: true }),
  ]);
  const seeds: readonly (readonly [string, readonly Blob[], number])[] = [
    ['TIFF', tiffs, 1234],
    ['PNG', [png], 99],
  ];

  it.each(seeds)(
    'still decodes or is refused plainly: 300 mutants of a %s',
    async (_, files, seed) => {
      const random = randomSource(seed);
      const codes = new Set<string>();
      for (let index = 0; index < 300; index++) {
        const file = await mutate(files[index % files.length] as Blob, random);
        const outcome = await readImagePage(file, 0).catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome, `mutant ${index}`).toBeInstanceOf(AppError);
          codes.add((outcome as AppError).code);
        } else {
          const { width, height, channels } = outcome as Awaited<ReturnType<typeof readImagePage>>;
          for (const plane of channels) expect(plane.length).toBe(width * height);
        }
      }
      expect(codes).toContain('corrupt-file');
      expect(codes).not.toContain('internal');
    },
  );

  it.skipIf(!hasShared)('from a fuzzer is read or refused plainly, whatever it is', async () => {
    const folder = sharedPath('formats/files/corrupt');
    for (const name of readdirSync(folder)) {
      const outcome = await readImagePage(new Blob([readFileSync(`${folder}/${name}`)]), 0).catch(
        toAppError,
      );
      if (!(outcome instanceof AppError)) continue;
      expect(['corrupt-file', 'unsupported-format', 'too-large'], name).toContain(outcome.code);
      expect(outcome.message, name).toMatch(/^[A-Z].*\. .*\.$/s);
    }
  });
});
