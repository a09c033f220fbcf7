import { describe, expect, it } from 'vitest';
import { findBitmapSize } from '#formats/bitmap/findBitmapSize.ts';

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const zeros = (count: number) => Array.from({ length: count }, () => 0);

describe('findBitmapSize', () => {
  const frame = [0xff, 0xc2, 0, 17, 8, 0x01, 0x2c, 0x02, 0x58, 3]; // 300 high, 600 wide
  const table = [0xff, 0xc4, 0, 4, 0xff, 0xc0]; // its content looks like a frame
  it.each([
    ['jpeg', [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...table, 0xff, ...frame], 600, 300],
    ['gif', [...ascii('GIF89a'), 0x2c, 0x01, 0x90, 0x00], 300, 144],
    ['bmp', [...ascii('BM'), ...zeros(12), 40, 0, 0, 0, 5, 0, 0, 0, 0xf9, 255, 255, 255], 5, 7],
    ['bmp', [...ascii('BM'), ...zeros(12), 12, 0, 0, 0, 5, 0, 7, 0], 5, 7],
    [
      'webp',
      [...ascii('RIFF....WEBPVP8X'), ...zeros(8), 0x0f, 0x27, 0, 0x01, 0, 1],
      10_000,
      65_538,
    ],
    ['webp', [...ascii('RIFF....WEBPVP8L....'), 0x2f, 0x0f, 0xc0, 0x01, 0], 16, 8],
    ['webp', [...ascii('RIFF....WEBPVP8 '), ...zeros(10), 0x80, 0x42, 0x58, 0x02], 640, 600],
  ] as const)('reads the size of a %s', (format, start, width, height) => {
    expect(findBitmapSize(Uint8Array.from(start), format)).toEqual({ width, height });
  });

  it.each([
    ['jpeg', [0xff, 0xd8, 0xff, 0xe0, 0, 200, 1]],
    ['jpeg', [0xff, 0xd8, 0x12, 0x34, 0, 4]],
    ['gif', ascii('GIF89a')],
    ['webp', ascii('RIFF....WEBPJUNK')],
    ['bmp', ascii('BM')],
  ] as const)('finds none in a %s that ends early or makes no sense', (format, start) => {
    expect(findBitmapSize(Uint8Array.from(start), format)).toBeNull();
  });
});
