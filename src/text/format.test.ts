import { describe, expect, it } from 'vitest';
import {
  columnDigits,
  countText,
  formatBytes,
  formatDuration,
  formatFixed,
  formatInColumn,
  formatShort,
  formatValue,
  listText,
  percentText,
} from '#text/format.ts';

describe('counts and shares', () => {
  it('is singular for one thing only', () => {
    expect([0, 1, 2, 1200].map((count) => countText(count, 'image', 'images'))).toEqual([
      '0 images',
      '1 image',
      '2 images',
      '1,200 images',
    ]);
  });

  it('writes percent without a space', () => {
    expect([percentText(0.98), percentText(0.1234, 1), percentText(0)]).toEqual([
      '98%',
      '12.3%',
      '0%',
    ]);
  });

  it('joins what is lost by words', () => {
    expect([['objects'], ['objects', 'annotation']].map(listText)).toEqual([
      'objects',
      'objects and annotation',
    ]);
  });
});

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

it.each([
  [1234.5, '1,235'],
  [12.345_67, '12.35'],
  [0.000_123_456, '0.0001235'],
  [1.234_56e-8, '1.235e-8'],
  [Number.NaN, '–'],
])('writes %f as %s for people', (value, text) => {
  expect(formatValue(value)).toBe(text);
});

it('keeps the digits of a slider, also beyond a thousand', () => {
  expect([formatFixed(0.5, 2), formatFixed(1234.5, 2)]).toEqual(['0.50', '1234.50']);
});

it('rounds times up, so that nobody waits longer', () => {
  expect([0.2, 59.5, 61, 7200, 7501].map(formatDuration)).toEqual([
    '1 s',
    '60 s',
    '2 min',
    '2 h',
    '2 h 6 min',
  ]);
});

it('writes sizes with two digits', () => {
  expect([1, 3.21e6, 251e6, 1.6e9].map(formatBytes)).toEqual([
    '0.1 MB',
    '3.1 MB',
    '240 MB',
    '1.5 GB',
  ]);
});

describe('numbers of a column', () => {
  it('have their points one below the other', () => {
    const texts = (...values: number[]) =>
      values.map((value) => formatInColumn(value, columnDigits(values)));
    expect(texts(12.15, 9.044, 249.4, 1068.27)).toEqual(['12.2', '9.0', '249.4', '1,068.3']);
    expect(texts(85, 1114, 86)).toEqual(['85', '1,114', '86']);
    expect(texts(0.5, 0.51234, Number.NaN)).toEqual(['0.5000', '0.5123', '–']);
    expect(texts(0, 0, 0.25)).toEqual(['0.000', '0.000', '0.250']);
    expect(texts(1234.5, 2000.25)).toEqual(['1,234.5', '2,000.3']);
    expect(texts()).toEqual([]);
  });
});
