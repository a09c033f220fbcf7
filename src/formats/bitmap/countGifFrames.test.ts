import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { countGifFrames } from '#formats/bitmap/countGifFrames.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const HEADER = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 9, 9, 9];
const CONTROL = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
const FRAME = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0];
const count = (...parts: readonly number[][]) => countGifFrames(Uint8Array.from(parts.flat()));

it('counts pictures, not their controls and comments', () => {
  expect(count(HEADER, CONTROL, FRAME, CONTROL, FRAME, [0x3b])).toBe(2);
  expect(count(HEADER, [0x21, 0xfe, 2, 0x2c, 0x2c, 0], FRAME, [0x3b], FRAME)).toBe(1);
});

it('ends where the file does, and never finds less than one', () => {
  expect(count(HEADER, FRAME, FRAME.slice(0, 5))).toBe(2);
  expect(count(HEADER, [0xff], FRAME)).toBe(1);
  expect(count([])).toBe(1);
});

it.skipIf(!hasShared)('agrees with Pillow on animations', () => {
  const found = (name: string) =>
    countGifFrames(readFileSync(sharedPath(`formats/files/gif/${name}`)));
  expect(found('libvips__cogs.gif')).toBe(5);
  expect(found('pillow__no_palette_after_rgb.gif')).toBe(3);
  expect(found('libvips__cramps.gif')).toBe(1);
});
