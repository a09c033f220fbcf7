import { expect, it } from 'vitest';
import { uniqueStems } from '#domain/export/uniqueStems.ts';

it.each([
  [
    ['a.tif', 'b.png'],
    ['a', 'b'],
  ],
  [
    ['a.tif', 'a.png', 'b.png'],
    ['a.tif', 'a.png', 'b'],
  ],
  [
    ['a.tif', 'A.tif', 'a.tif'],
    ['a.tif', 'A.tif (2)', 'a.tif (3)'],
  ],
  [
    ['x/../y.tif', ''],
    ['x_.._y', 'image'],
  ],
])('gives %j the stems %j', (names, stems) => {
  expect(uniqueStems(names)).toEqual(stems);
});
