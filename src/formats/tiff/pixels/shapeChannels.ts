import type { PixelData } from '#domain/image/pixelType.ts';
import { applyPalette, type Palette } from '#formats/palette.ts';
import { corruptFile } from '#formats/refusals.ts';
import { COMPRESSION } from '#formats/tiff/codecs/compressionNames.ts';
import type { PageLayout } from '#formats/tiff/pixels/pageLayout.ts';
import { yCbCrToRgb } from '#formats/tiff/pixels/yCbCr.ts';
import { PHOTOMETRIC } from '#formats/tiff/tiffTags.ts';

/** Channels of one picture as people know them. */
export interface ShapedChannels {
  readonly channels: readonly PixelData[];
  /** Empty string where a channel has no name of its own. */
  readonly names: readonly string[];
  readonly isRgb: boolean;
  readonly bitsPerSample: number;
}

const RGB_NAMES = ['Red', 'Green', 'Blue'];
const NAMES_BY_PHOTOMETRIC: Readonly<Record<number, readonly string[]>> = {
  [PHOTOMETRIC.rgb]: RGB_NAMES,
  [PHOTOMETRIC.yCbCr]: RGB_NAMES,
  [PHOTOMETRIC.separated]: ['Cyan', 'Magenta', 'Yellow', 'Black'],
  [PHOTOMETRIC.cieLab]: ['L*', 'a*', 'b*'],
};

/**
 * Turns the stored samples of a picture into channels: alpha is left out, palettes become colours
 * or intensities (`applyPalette`), YCbCr becomes RGB. Grey values stay as stored, also where the
 * file says that 0 is white.
 *
 * @param isOneOfMany true when the picture is one channel among others: its palette is then only
 *   the colour in which the channel is shown, and the indices are its intensities
 * @throws AppError `corrupt-file` when a palette is missing
 */
export function shapeChannels(
  samples: readonly PixelData[],
  layout: PageLayout,
  { isOneOfMany }: { readonly isOneOfMany: boolean },
): ShapedChannels {
  const { photometric, compression, bitsPerSample } = layout;
  const channels = samples.filter((_, index) => !isAlpha(layout, index));
  const [first] = channels;
  if (photometric === PHOTOMETRIC.palette && !isOneOfMany && first instanceof Uint8Array) {
    const { channels: painted, isIndex } = applyPalette(first, paletteOf(layout));
    const isRgb = painted.length === 3;
    const names = isRgb ? RGB_NAMES : [''];
    return { channels: painted, names, isRgb, bitsPerSample: isIndex ? bitsPerSample : 8 };
  }

  const isYCbCr = photometric === PHOTOMETRIC.yCbCr && compression !== COMPRESSION.jpeg;
  const [y, cb, cr] = channels;
  if (isYCbCr && y instanceof Uint8Array && cb instanceof Uint8Array && cr instanceof Uint8Array) {
    return { channels: planesToRgb(y, cb, cr), names: RGB_NAMES, isRgb: true, bitsPerSample };
  }
  const known = NAMES_BY_PHOTOMETRIC[photometric] ?? [];
  const isRgb = known === RGB_NAMES && channels.length === 3;
  return { channels, names: channels.map((_, index) => known[index] ?? ''), isRgb, bitsPerSample };
}

function isAlpha({ extraSamples, samplesPerPixel }: PageLayout, index: number): boolean {
  const extra = index - (samplesPerPixel - extraSamples.length);
  const kind = extra >= 0 ? extraSamples[extra] : 0;
  return index > 0 && (kind === 1 || kind === 2);
}

function paletteOf({ colorMap, bitsPerSample }: PageLayout): Palette {
  const length = 2 ** bitsPerSample;
  if (!colorMap || colorMap.length < 3 * length) {
    throw corruptFile(
      `The picture needs a palette of ${length} colours, but has ${(colorMap?.length ?? 0) / 3}.`,
    );
  }
  // Some old programs wrote 8-bit colours into the 16-bit fields; libtiff makes the same guess.
  const isEightBit = colorMap.every((value) => value < 256);
  const component = (index: number) => (colorMap[index] as number) >> (isEightBit ? 0 : 8);
  return Array.from({ length }, (_, index) => [
    component(index),
    component(index + length),
    component(index + 2 * length),
  ]);
}

function planesToRgb(...planes: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer>[] {
  const length = planes[0]?.length ?? 0;
  const triple = new Uint8Array(3);
  for (let pixel = 0; pixel < length; pixel++) {
    planes.forEach((plane, component) => {
      triple[component] = plane[pixel] as number;
    });
    yCbCrToRgb(triple);
    planes.forEach((plane, component) => {
      plane[pixel] = triple[component] as number;
    });
  }
  return [...planes];
}
