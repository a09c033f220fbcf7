import { expect, it } from 'vitest';
import { rgbFromHex } from '#domain/image/rgbFromHex.ts';

it('reads red, green and blue as shares of full', () => {
  expect(rgbFromHex('#ff8000')).toEqual([1, 128 / 255, 0]);
});
