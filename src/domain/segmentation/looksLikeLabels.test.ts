import { describe, expect, it } from 'vitest';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { looksLikeLabels } from '#domain/segmentation/looksLikeLabels.ts';
import { fakeImage } from '#testing/fakeImages.ts';

const image = (...channels: readonly Uint16Array<ArrayBuffer>[]): DecodedImage => ({
  ...fakeImage(),
  pixelType: 'uint16',
  channels,
});

describe('looksLikeLabels', () => {
  const even = Uint16Array.from({ length: 32 }, (_, i) => (i % 8 < 4 ? 7 : 0));
  const shaded = Uint16Array.from({ length: 32 }, (_, i) => 100 + i);

  it('tells even objects from shades', () => {
    expect(looksLikeLabels(image(even))).toBe(true);
    expect(looksLikeLabels(image(shaded))).toBe(false);
  });

  it('takes equal channels for grey, and colours for no labels', () => {
    expect(looksLikeLabels(image(even, even.slice()))).toBe(true);
    expect(looksLikeLabels(image(even, new Uint16Array(32)))).toBe(false);
  });

  it('says no for nothing but background, and for what is no id', () => {
    expect(looksLikeLabels(fakeImage())).toBe(false);
    const half = { ...fakeImage(), channels: [new Float32Array(32).fill(0.5)] };
    expect(looksLikeLabels({ ...half, pixelType: 'float32' })).toBe(false);
  });
});
