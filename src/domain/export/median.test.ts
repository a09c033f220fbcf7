import { expect, it } from 'vitest';
import { median } from '#domain/export/median.ts';

it.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
  [[Number.NaN, 5, Number.NaN, 9, 100], 9],
  [[10, 9, 1000, -5], 9.5],
  [[], Number.NaN],
])('of %j is %d', (values, expected) => {
  expect(median(Float64Array.from(values))).toBe(expected);
});
