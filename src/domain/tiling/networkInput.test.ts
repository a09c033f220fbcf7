import { describe, expect, it } from 'vitest';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import type { ModelInput } from '#domain/model/modelInput.ts';
import { prepareInput, readNormalizedWindow } from '#domain/tiling/networkInput.ts';

const image = (width: number, height: number, channels: PixelData[]): DecodedImage => ({
  width,
  height,
  pixelType: 'uint8',
  channels,
  channelNames: channels.map((_, i) => `Channel ${i + 1}`),
  isRgb: false,
  bitsPerSample: 8,
  pageIndex: 0,
  pageCount: 1,
  pixelSizeUm: null,
  formatName: 'test',
});

const input: ModelInput = {
  channels: [0],
  invert: false,
  normalization: { kind: 'percentile', lowPercent: 0, highPercent: 100, outputRange: [-1, 1] },
  scale: 1,
};

describe('the network’s input', () => {
  it('maps the two percentiles to −1 and 1 and mirrors past the border', () => {
    const prepared = prepareInput(image(3, 1, [Uint8Array.of(10, 20, 30)]), input);
    const pixels = readNormalizedWindow(prepared, { x: -2, y: 0, width: 7, height: 1 });
    expect([...pixels]).toEqual([1, 0, -1, 0, 1, 0, -1]);
  });

  it('clips intensities beyond the percentiles', () => {
    const values = Uint8Array.from({ length: 101 }, (_, i) => i);
    const narrow = { ...input.normalization, lowPercent: 25, highPercent: 75 };
    const prepared = prepareInput(image(101, 1, [values]), { ...input, normalization: narrow });
    const pixels = readNormalizedWindow(prepared, { x: 0, y: 0, width: 101, height: 1 });
    expect([pixels[0], pixels[25], pixels[50], pixels[75], pixels[100]]).toEqual([-1, -1, 0, 1, 1]);
  });

  it('swaps dark and bright when inverted', () => {
    const prepared = prepareInput(image(3, 1, [Uint8Array.of(10, 20, 30)]), {
      ...input,
      invert: true,
    });
    expect([...readNormalizedWindow(prepared, { x: 0, y: 0, width: 3, height: 1 })]).toEqual([
      1, 0, -1,
    ]);
  });

  it('averages the chosen channels', () => {
    const rgb = image(2, 1, [Uint8Array.of(0, 30), Uint8Array.of(0, 60), Uint8Array.of(0, 90)]);
    expect([...prepareInput(rgb, { ...input, channels: [0, 1, 2] }).data]).toEqual([0, 60]);
  });

  it('reads a constant image as the low end, and NaN as low too', () => {
    const constant = prepareInput(image(2, 2, [new Uint8Array(4).fill(9)]), input);
    expect([...readNormalizedWindow(constant, { x: 0, y: 0, width: 2, height: 2 })]).toEqual([
      -1, -1, -1, -1,
    ]);
    const holes = Float32Array.of(Number.NaN, 1, 3, Number.POSITIVE_INFINITY);
    const prepared = prepareInput(image(4, 1, [holes]), input);
    expect([...readNormalizedWindow(prepared, { x: 0, y: 0, width: 4, height: 1 })]).toEqual([
      -1, -1, 1, -1,
    ]);
  });

  it('names the channel that does not exist', () => {
    expect(() =>
      prepareInput(image(1, 1, [Uint8Array.of(0)]), { ...input, channels: [2] }),
    ).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });
});
