import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '#formats/png/crc32.ts';
import { readPng } from '#formats/png/readPng.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { encodePng, type PngPicture } from '#testing/encodePng.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const KINDS = [
  [0, 1],
  [0, 2],
  [0, 4],
  [0, 8],
  [0, 16],
  [2, 8],
  [2, 16],
  [4, 8],
  [4, 16],
  [6, 8],
  [6, 16],
] as const;
const SAMPLES_PER_PIXEL = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

function picture(kind: Pick<PngPicture, 'bitDepth' | 'colourType' | 'isInterlaced'>): PngPicture {
  const [width, height] = [13, 11];
  const length = width * height * SAMPLES_PER_PIXEL[kind.colourType];
  const samples = Array.from(
    { length },
    (_, i) => (i * 7919 + (i >> 3) * 104729) % 2 ** kind.bitDepth,
  );
  return { ...kind, width, height, samples };
}

describe('readPng', () => {
  it.each(
    KINDS.flatMap(([colourType, bitDepth]) =>
      [false, true].map((isInterlaced) => ({ colourType, bitDepth, isInterlaced })),
    ),
  )('keeps every sample but alpha: %o', async (kind) => {
    const made = picture(kind);
    const samplesPerPixel = SAMPLES_PER_PIXEL[kind.colourType];
    const image = await readPng(encodePng(made), 0);
    expect(image).toMatchObject({
      width: 13,
      height: 11,
      pixelType: kind.bitDepth === 16 ? 'uint16' : 'uint8',
      bitsPerSample: kind.bitDepth,
      isRgb: samplesPerPixel > 2,
      pageCount: 1,
      pixelSizeUm: null,
    });
    image.channels.forEach((plane, channel) => {
      const expected = Array.from(
        plane,
        (_, pixel) => made.samples[pixel * samplesPerPixel + channel],
      );
      expect(Array.from(plane)).toEqual(expected);
    });
    expect(image.channels.length).toBe(samplesPerPixel > 2 ? 3 : 1);
  });

  it.each([1, 2, 4, 8] as const)('paints %i-bit indices, interlaced or not', async (bitDepth) => {
    const palette = Array.from(
      { length: 2 ** bitDepth },
      (_, i) => [(i * 91) % 256, (200 + i * 37) % 256, 255 - i] as const,
    );
    for (const isInterlaced of [false, true]) {
      const made = { ...picture({ bitDepth, colourType: 3, isInterlaced }), palette };
      const image = await readPng(encodePng(made), 0);
      expect(image).toMatchObject({ isRgb: true, bitsPerSample: 8 });
      const expected = Array.from(made.samples, (index) => palette[index]);
      const painted = expected.map((_, i) => image.channels.map((plane) => plane[i]));
      expect(painted).toEqual(expected);
    }
  });

  it('gives grey palettes and grey RGB as one channel', async () => {
    const grey = { ...picture({ bitDepth: 1, colourType: 3, isInterlaced: false }) };
    const palette = [
      [255, 255, 255],
      [7, 7, 7],
    ] as const;
    const painted = await readPng(encodePng({ ...grey, palette }), 0);
    expect(painted.channels.length).toBe(1);
    expect(Array.from(painted.channels[0] ?? [])).toEqual(
      Array.from(grey.samples, (index) => (index === 0 ? 255 : 7)),
    );
    const rgb = picture({ bitDepth: 8, colourType: 2, isInterlaced: false });
    const equal = Array.from(rgb.samples, (_, i) => Math.floor(i / 3) % 256);
    const collapsed = await readPng(encodePng({ ...rgb, samples: equal }), 0);
    expect(collapsed).toMatchObject({ isRgb: false, channelNames: ['Channel 1'] });
    expect(Array.from(collapsed.channels[0] ?? [])).toEqual(equal.filter((_, i) => i % 3 === 0));
  });

  it('believes the resolution of a microscope, not that of a screen', async () => {
    const made = picture({ bitDepth: 8, colourType: 0, isInterlaced: false });
    const sharp = await readPng(encodePng({ ...made, pixelsPerMetre: 2_000_000 }), 0);
    expect(sharp.pixelSizeUm).toBe(0.5);
    const screen = await readPng(encodePng({ ...made, pixelsPerMetre: 2835 }), 0); // 72 dpi
    expect(screen.pixelSizeUm).toBeNull();
  });

  it('finds a changed byte anywhere in header, palette and pixels', async () => {
    const made = picture({ bitDepth: 8, colourType: 2, isInterlaced: false });
    const bytes = new Uint8Array(await encodePng(made).arrayBuffer());
    for (let at = 8; at < bytes.length - 12; at += 5) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 0x10;
      const outcome = await readPng(new Blob([damaged]), 0).catch((error: unknown) => error);
      expect(outcome).toBeInstanceOf(AppError);
    }
  });

  it('refuses a picture that ends early or is absurdly large, with figures', async () => {
    const made = picture({ bitDepth: 16, colourType: 6, isInterlaced: true });
    const whole = encodePng(made);
    await expect(readPng(whole.slice(0, 200), 0)).rejects.toMatchObject({ code: 'corrupt-file' });
    const huge = encodePng({ ...made, isInterlaced: false, width: 1, height: 1 });
    const view = new DataView(await huge.arrayBuffer());
    view.setUint32(16, 200_000);
    view.setUint32(20, 200_000);
    view.setUint32(29, crc32(new Uint8Array(view.buffer, 12, 17)));
    await expect(readPng(new Blob([view.buffer as ArrayBuffer]), 0)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('200,000 × 200,000'),
    });
  });

  it('stops inflating a bomb once the picture is full', async () => {
    const made = picture({ bitDepth: 8, colourType: 0, isInterlaced: false });
    const bytes = new Uint8Array(await encodePng({ ...made, width: 1, height: 1 }).arrayBuffer());
    // Cut off, the zlib data would be an error to whoever reads them to the end.
    const bomb = zlibSync(new Uint8Array(16 * 2 ** 20)).subarray(0, 12_000);
    const chunk = new Uint8Array(12 + bomb.length);
    const view = new DataView(chunk.buffer);
    view.setUint32(0, bomb.length);
    chunk.set([0x49, 0x44, 0x41, 0x54], 4); // IDAT
    chunk.set(bomb, 8);
    view.setUint32(8 + bomb.length, crc32(chunk.subarray(4, 8 + bomb.length)));
    const image = await readPng(new Blob([bytes.slice(0, 33), chunk, bytes.slice(-12)]), 0);
    expect(image.channels[0]).toEqual(Uint8Array.of(0));
  });
});

interface FoundPng {
  readonly file: string;
  readonly format?: string;
  readonly width?: number;
  readonly height?: number;
  readonly png?: {
    readonly bitdepth: number;
    readonly colortype: number;
    readonly interlace: number;
  };
}

const found: readonly FoundPng[] = hasShared
  ? JSON.parse(readFileSync(sharedPath('formats/manifest.json'), 'utf8')).files.filter(
      ({ format, file }: FoundPng) => format === 'png' || file.endsWith('.png'),
    )
  : [];

describe.skipIf(!hasShared)('PNGs found in the wild', () => {
  // fast-png refuses the transparent colour of blend_transparency, which is sound.
  const sound = found.filter(
    ({ file }) => !file.startsWith('files/corrupt/') && !file.endsWith('blend_transparency.png'),
  );

  it.each(sound.map((png) => [png.file.slice(10), png] as const))(
    '%s has the pixels that fast-png sees',
    async (_, { file, width, height }) => {
      const bytes = readFileSync(sharedPath(`formats/${file}`));
      const image = await readPng(new Blob([bytes]), 0);
      expect([image.width, image.height]).toEqual([width, height]);
      const { data, channels, palette, depth } = decode(bytes, { checkCrc: true });
      const rowLength = depth < 8 ? Math.ceil((image.width * depth) / 8) : image.width;
      const stored = (x: number, y: number, sample: number) => {
        if (depth >= 8) return data[(y * image.width + x) * channels + sample];
        const byte = data[y * rowLength + ((x * depth) >> 3)] as number;
        return (byte >> (8 - depth - ((x * depth) & 7))) & (2 ** depth - 1);
      };
      image.channels.forEach((plane, channel) => {
        const expected = Array.from(plane, (_value, i) => {
          const value = stored(i % image.width, Math.floor(i / image.width), palette ? 0 : channel);
          return palette ? palette[value as number]?.[channel] : value;
        });
        expect(plane).toEqual((plane.constructor as typeof Uint8Array).from(expected as number[]));
      });
    },
  );

  it.each(found.filter(({ file }) => file.startsWith('files/corrupt/')).map(({ file }) => file))(
    '%s is read or refused plainly',
    async (file) => {
      const bytes = readFileSync(sharedPath(`formats/${file}`));
      const outcome = await readPng(new Blob([bytes]), 0).catch(toAppError);
      if (outcome instanceof AppError) expect(outcome.code).toBe('corrupt-file');
      else expect(outcome.channels[0]?.length).toBe(outcome.width * outcome.height);
    },
  );
});
