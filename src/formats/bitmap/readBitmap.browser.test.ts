import { describe, expect, it } from 'vitest';
import { readImagePage } from '#formats/readImage.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { hasReference } from '#testing/fetchReference.ts';

interface FoundPicture {
  readonly file: string;
  readonly format?: string;
  readonly width?: number;
  readonly height?: number;
  readonly mode?: string;
  readonly lossy?: boolean;
  readonly page0?: { readonly mean: number; readonly channelMeans?: readonly number[] };
}

const referenceIsHere = await hasReference();
const manifest: readonly FoundPicture[] = referenceIsHere
  ? (await (await fetch('/shared/formats/manifest.json')).json()).files
  : [];
const FORMATS = ['jpeg', 'webp', 'bmp', 'gif'];
const isDamaged = ({ file }: FoundPicture) => file.startsWith('files/corrupt/');
const pictures = manifest.filter(({ format = '' }) => FORMATS.includes(format));

async function open(path: string): Promise<Blob> {
  return (await fetch(`/shared/${path}`)).blob();
}

function mean(plane: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < plane.length; i++) sum += plane[i] as number;
  return sum / plane.length;
}

/** A grey ramp with some red, as the browser encodes it. */
async function encodeInBrowser(type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(64, 48);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  for (let x = 0; x < 64; x++) {
    context.fillStyle = `rgb(${x * 4}, ${x * 2}, ${x * 2})`;
    context.fillRect(x, 0, 1, 48);
  }
  return canvas.convertToBlob({ type, quality: 1 });
}

/** A BMP with colours that tell their place, all of them fully transparent. */
function encodeTransparentBmp(width: number, height: number): Blob {
  const HEADER_BYTES = 14 + 124;
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  view.setUint16(0, 0x424d);
  view.setUint32(2, HEADER_BYTES + width * height * 4, true);
  view.setUint32(10, HEADER_BYTES, true);
  view.setUint32(14, 124, true); // BITMAPV5HEADER
  view.setInt32(18, width, true);
  view.setInt32(22, -height, true); // from the top
  view.setUint16(26, 1, true);
  view.setUint16(28, 32, true);
  view.setUint32(30, 3, true); // by masks: red, green, blue, alpha
  [0xff, 0xff00, 0xff0000, 0xff000000].forEach((mask, i) => {
    view.setUint32(54 + 4 * i, mask, true);
  });
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    pixels.set([x, y, x + y, i === 0 ? 1 : 0], 4 * i);
  }
  return new Blob([view.buffer as ArrayBuffer, pixels]);
}

describe('readImagePage in a browser', () => {
  it.each(['image/jpeg', 'image/webp'])('reads %s', async (type) => {
    const image = await readImagePage(await encodeInBrowser(type), 0);
    expect(image).toMatchObject({ width: 64, height: 48, isRgb: true, pixelType: 'uint8' });
    expect(Math.abs(mean(image.channels[0] ?? []) - 126)).toBeLessThan(2);
    expect(Math.abs(mean(image.channels[2] ?? []) - 63)).toBeLessThan(2);
  });

  it('refuses a size that no memory holds, before decoding', async () => {
    const gif = Uint8Array.of(71, 73, 70, 56, 57, 97, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x3b);
    await expect(readImagePage(new Blob([gif]), 0)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('65,535 × 65,535'),
    });
  });

  it('decodes a picture wider than one pass through the canvas', async () => {
    const canvas = new OffscreenCanvas(5000, 700);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.fillStyle = 'white';
    context.fillRect(4990, 690, 10, 10);
    const file = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
    const { channels } = await readImagePage(file, 0);
    expect(channels.length).toBe(1);
    expect(channels[0]?.at(-1)).toBeGreaterThan(250);
    expect(channels[0]?.at(0)).toBeLessThan(5);
  });

  it('keeps the colours behind transparency, over several textures', async () => {
    const [width, height] = [3001, 2100];
    const image = await readImagePage(encodeTransparentBmp(width, height), 0);
    expect(image).toMatchObject({ width, height, isRgb: true });
    const [red, green, blue] = image.channels as Uint8Array[];
    const wrong = red?.findIndex((value, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return value !== x % 256 || green?.[i] !== y % 256 || blue?.[i] !== (x + y) % 256;
    });
    expect(wrong).toBe(-1);
  });

  describe.skipIf(!referenceIsHere)('with pictures found in the wild', () => {
    const sound = pictures.filter((picture) => !isDamaged(picture));

    it.each(sound.map((picture) => [picture.file, picture] as const))(
      '%s decodes as by the reference reader',
      async (file, { width, height, mode, lossy, page0 }) => {
        const image = await readImagePage(await open(`formats/${file}`), 0);
        expect([image.width, image.height]).toEqual([width, height]);
        if (!['RGB', 'RGBA', 'L'].includes(mode ?? '')) return; // indices and CMYK differ
        const means = page0?.channelMeans ?? [page0?.mean ?? 0];
        const tolerance = lossy ? 1 : 1e-9;
        if (mode === 'L') expect(image.channels.length).toBe(1);
        image.channels.forEach((plane, channel) => {
          expect(Math.abs(mean(plane) - (means[channel] ?? 0))).toBeLessThan(tolerance);
        });
      },
    );

    it.each(pictures.filter(isDamaged).map(({ file }) => file))(
      '%s is read or refused plainly',
      async (file) => {
        const outcome = await readImagePage(await open(`formats/${file}`), 0).catch(toAppError);
        if (outcome instanceof AppError) {
          expect(['corrupt-file', 'too-large']).toContain(outcome.code);
        } else expect(outcome.channels[0]?.length).toBe(outcome.width * outcome.height);
      },
    );

    it('gives the frames of a GIF one by one, as they are shown', async () => {
      const gif = await open('formats/files/gif/libvips__cogs.gif');
      const first = await readImagePage(gif, 0);
      const last = await readImagePage(gif, 4);
      expect(last).toMatchObject({ width: 85, height: 77, pageIndex: 4, pageCount: 5 });
      expect(last.channels).not.toEqual(first.channels);
      await expect(readImagePage(gif, 5)).rejects.toMatchObject({ code: 'not-found' });
    });

    it.each([
      ['formats-made/tiffs/webp_rgb.tif', 1_615_031 / (61 * 83 * 3), 3],
      ['formats/files/tiff/pillow__hopper_webp.tif', 88.43556722005208, 1],
      ['formats/files/tiff/libtiff__webp_lossless_rgba_alpha_fully_opaque.tif', null, 0],
    ])('%s is a TIFF with WebP inside', async (path, expected, tolerance) => {
      const image = await readImagePage(await open(path), 0);
      expect(image).toMatchObject({ isRgb: true, pixelType: 'uint8' });
      const all = image.channels.reduce((sum, plane) => sum + mean(plane), 0) / 3;
      if (expected !== null) expect(Math.abs(all - expected)).toBeLessThan(tolerance);
      else expect((3 * all + 255) / 4).toBeCloseTo(158.82375, 6); // alpha is 255 throughout
    });
  });
});
