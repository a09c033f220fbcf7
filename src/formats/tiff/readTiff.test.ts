import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTiff } from '#formats/tiff/readTiff.ts';
import { encodeTiff, type TiffPicture } from '#testing/encodeTiff.ts';

const INTEGERS = [8, 16, 32, 64] as const;

function picture(changes: Partial<TiffPicture> = {}): TiffPicture {
  const { width = 37, height = 23, samplesPerPixel = 1, bits = 16, format = 'uint' } = changes;
  const range = 2 ** Math.min(bits, 40);
  const page = Array.from({ length: width * height * samplesPerPixel }, (_, i) => {
    const value = (i * 2654435761 + (i % 7) * 40503) % range;
    if (format === 'float') return Math.fround((value - range / 3) / 977);
    return format === 'int' ? value - Math.floor(range / 2) : value;
  });
  const pages = [page];
  return { width, height, samplesPerPixel, bits, format, pages, littleEndian: true, ...changes };
}

async function expectExact(made: TiffPicture): Promise<void> {
  const image = await readTiff(encodeTiff(made), 0);
  const { samplesPerPixel, pages } = made;
  expect([image.width, image.height]).toEqual([made.width, made.height]);
  expect(image.channels.length).toBe(samplesPerPixel);
  image.channels.forEach((plane, channel) => {
    const expected = Array.from(plane, (_, i) => pages[0]?.[i * samplesPerPixel + channel]);
    expect(Array.from(plane)).toEqual(expected);
  });
}

describe('readTiff', () => {
  describe.each(['none', 'lzw', 'deflate', 'packbits'] as const)('%s', (compression) => {
    const variants = [true, false].flatMap((littleEndian) =>
      [
        ...INTEGERS.flatMap((bits) =>
          ([1, 2] as const).map((predictor) => ({ bits, predictor, format: 'uint' as const })),
        ),
        ...([32, 64] as const).flatMap((bits) =>
          ([1, 2, 3] as const).map((predictor) => ({ bits, predictor, format: 'float' as const })),
        ),
        { bits: 16 as const, predictor: 2 as const, format: 'int' as const },
      ]
        .filter(({ predictor }) => compression !== 'none' || predictor === 1)
        .map((variant) => ({ ...variant, littleEndian })),
    );

    it.each(variants)('keeps every sample: %o', async (variant) => {
      await expectExact(picture({ ...variant, compression, rowsPerStrip: 5 }));
      await expectExact(picture({ ...variant, compression, samplesPerPixel: 3, tileEdge: 16 }));
      await expectExact(
        picture({ ...variant, compression, samplesPerPixel: 2, isPlanar: true, rowsPerStrip: 9 }),
      );
    });
  });

  it('reads what was written, whatever the layout', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          width: fc.integer({ min: 1, max: 70 }),
          height: fc.integer({ min: 1, max: 40 }),
          samplesPerPixel: fc.integer({ min: 1, max: 5 }),
          bits: fc.constantFrom(...INTEGERS),
          littleEndian: fc.boolean(),
          isBigTiff: fc.boolean(),
          isPlanar: fc.boolean(),
          compression: fc.constantFrom('none' as const, 'lzw' as const, 'deflate' as const),
          rowsPerStrip: fc.integer({ min: 1, max: 50 }),
        }),
        fc.option(fc.integer({ min: 1, max: 5 })),
        async (layout, tile) => {
          const tileEdge = tile === null ? {} : { tileEdge: 16 * tile };
          await expectExact(picture({ ...layout, ...tileEdge }));
        },
      ),
      { numRuns: 60, seed: 20260401 },
    );
  });

  it('reads one strip of many megabytes, and a thousand strips of one row', async () => {
    const [width, height] = [1500, 3000];
    const pixels = Uint16Array.from({ length: width * height }, (_, i) => (i * 40503) >>> 7);
    const directoryAt = (offset: number) =>
      encodeTiff(
        picture({
          width,
          height: 1,
          tags: { 257: [height], 278: [height], 273: [offset], 279: [pixels.byteLength] },
        }),
      );
    const file = new Blob([directoryAt(directoryAt(0).size), pixels]);
    const [plane] = (await readTiff(file, 0)).channels;
    expect(plane?.length).toBe(pixels.length);
    expect(pixels.findIndex((value, i) => value !== plane?.[i])).toBe(-1);
    await expectExact(picture({ width: 20, height: 1000, rowsPerStrip: 1 }));
  });

  it('gives 64-bit labels in 32 bits, and refuses what does not fit a double', async () => {
    const labels = picture({ bits: 64, width: 3, height: 1, pages: [[0, 70_000, 3]] });
    expect((await readTiff(encodeTiff(labels), 0)).channels).toEqual([
      Uint32Array.of(0, 70_000, 3),
    ]);
    const signed = { ...labels, format: 'int' as const, pages: [[-1, 70_000, 3]] };
    expect((await readTiff(encodeTiff(signed), 0)).channels).toEqual([
      Int32Array.of(-1, 70_000, 3),
    ]);
    const wide = { ...labels, pages: [[0, 2 ** 50, 3]] };
    expect((await readTiff(encodeTiff(wide), 0)).pixelType).toBe('float64');
    const tooWide = { ...labels, pages: [[0, 2 ** 60, 3]] };
    await expect(readTiff(encodeTiff(tooWide), 0)).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('1152921504606846976'),
    });
  });

  it('leaves alpha out and keeps other extra samples', async () => {
    const rgba = picture({ samplesPerPixel: 4, bits: 8, tags: { 338: [2] } });
    expect(await readTiff(encodeTiff(rgba), 0)).toMatchObject({
      isRgb: true,
      channelNames: ['Red', 'Green', 'Blue'],
    });
    const extra = picture({ samplesPerPixel: 4, bits: 8, tags: { 338: [0] } });
    expect(await readTiff(encodeTiff(extra), 0)).toMatchObject({
      isRgb: false,
      channelNames: ['Red', 'Green', 'Blue', 'Channel 4'],
    });
    const greyAlpha = picture({ samplesPerPixel: 2, bits: 8, tags: { 338: [1] } });
    expect((await readTiff(encodeTiff(greyAlpha), 0)).channelNames).toEqual(['Channel 1']);
  });

  it('paints palettes and keeps the intensities behind a tint', async () => {
    const indices = picture({ bits: 8, width: 4, height: 1, pages: [[0, 1, 200, 255]] });
    const map = (red: (i: number) => number, green: (i: number) => number) =>
      [red, green, () => 0].flatMap((component) =>
        Array.from({ length: 256 }, (_, i) => component(i) * 257),
      );
    const colours = map(
      (i) => 255 - i,
      (i) => i,
    );
    const painted = await readTiff(encodeTiff({ ...indices, tags: { 262: [3], 320: colours } }), 0);
    expect(painted).toMatchObject({ isRgb: true, pixelType: 'uint8' });
    expect(painted.channels.map((plane) => [...plane])).toEqual([
      [255, 254, 55, 0],
      [0, 1, 200, 255],
      [0, 0, 0, 0],
    ]);
    const green = map(
      () => 0,
      (i) => i,
    );
    const tinted = await readTiff(encodeTiff({ ...indices, tags: { 262: [3], 320: green } }), 0);
    expect(tinted).toMatchObject({ isRgb: false, channelNames: ['Channel 1'] });
    expect(tinted.channels).toEqual([Uint8Array.of(0, 1, 200, 255)]);
  });

  it('keeps stored values where 0 is white', async () => {
    await expectExact(picture({ tags: { 262: [0] } }));
  });
});
