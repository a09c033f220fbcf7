import { expect, it } from 'vitest';
import { formatShort } from '#ui/formatValue.ts';

it.each([
  [0, '0'],
  [65_535, '65,535'],
  [0.000_965_1, '9.7e-4'],
  [0.018_372, '0.0184'],
  [-12.345, '-12.3'],
  [123.456, '123'],
  [4_294_967_295, '4.3e9'],
  [Number.NaN, '–'],
])('writes %f as %s where there is little room', (value, text) => {
  expect(formatShort(value)).toBe(text);
});
