import { expect, it } from 'vitest';
import { parsePixelSize } from '#ui/display/PixelSizeField.tsx';

it.each([
  ['0.65', 0.65],
  [' 0,65 ', 0.65],
  ['', null],
  ['0', undefined],
  ['-1', undefined],
  ['abc', undefined],
  ['Infinity', undefined],
  ['1e9', undefined],
])('“%s” is read as a size only where it can be one', (text, size) => {
  expect(parsePixelSize(text)).toBe(size);
});
