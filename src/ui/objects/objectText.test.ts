import { describe, expect, it } from 'vitest';
import type { ObjectColumn } from '#domain/measurement/objectTable.ts';
import { formatValue } from '#text/format.ts';
import { columnHeading, coversNearlyAll, rowBounds, summaryText } from '#ui/objects/objectText.ts';

function column(id: string, unit: string, ...values: number[]): ObjectColumn {
  return { id, title: 'Area', unit, values: Float64Array.from(values) };
}

function summaryOf(columns: readonly ObjectColumn[], rowCount: number): string {
  return summaryText({ rowCount, columns }, 0.1234);
}

describe('summaryText', () => {
  it('starts with the count and the word objects, whatever the count', () => {
    expect(summaryOf([column('area_px', 'px²')], 0)).toBe('0 objects · 12.3% covered');
    expect(summaryOf([column('area_px', 'px²', 7)], 1)).toBe(
      '1 objects · area 7 px² · 12.3% covered',
    );
    expect(summaryOf([], 12_345)).toMatch(/^12,345 objects/);
  });

  it('gives mean and deviation, in µm² where the pixel size is known', () => {
    const inPx = column('area_px', 'px²', 10, 20, 30);
    expect(summaryOf([inPx, column('area_um2', 'µm²', NaN, NaN, NaN)], 3)).toBe(
      '3 objects · area 20 ± 10 px² · 12.3% covered',
    );
    expect(summaryOf([inPx, column('area_um2', 'µm²', 1, 2, 3)], 3)).toBe(
      '3 objects · area 2 ± 1 µm² · 12.3% covered',
    );
  });

  it.each([
    [[100.04, 120.06, 140.02], '120.0 ± 20.0'],
    [[0.0211, 0.0422, 0.0633], '0.0422 ± 0.0211'],
    [[1000.5, 3000.5, 5000.5], '3,001 ± 2,000'],
    [[7.25, 7.25], '7.25 ± 0'],
  ])('writes the mean of %j to the same decimal place as its deviation', (values, text) => {
    const area = column('area_px', 'px²', ...values);
    expect(summaryOf([area], values.length)).toContain(` area ${text} px²`);
  });
});

describe('formatValue', () => {
  it.each([
    [12_345, '12,345'],
    [1234.56, '1,235'],
    [0.123456, '0.1235'],
    [Number.NaN, '–'],
  ])('writes %d as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

describe('rowBounds', () => {
  it('reads the box of a row, and none where the table has no boxes', () => {
    const columns = ['x', 'y', 'width', 'height'].map((part, index) =>
      column(`bbox_${part}_px`, 'px', index, 10 + index),
    );
    expect(rowBounds({ rowCount: 2, columns }, 1)).toEqual({ x: 10, y: 11, width: 12, height: 13 });
    expect(rowBounds({ rowCount: 2, columns: [] }, 0)).toBeNull();
  });
});

it('names a column with its unit', () => {
  expect(columnHeading(column('area_px', 'px²'))).toBe('Area (px²)');
});

it.each([
  [0.934, false, true],
  [0.6, false, false],
  [0.99, true, false],
])(
  'doubts %d covered where growing to borders is %s: %s',
  (coveredFraction, growToBorders, isDoubted) => {
    const settings = {
      threshold: 0.6,
      minimumSizePx: 16,
      fillHoles: true,
      removeBorderObjects: false,
      splitTouching: 0.5,
      growToBorders,
    };
    expect(coversNearlyAll({ coveredFraction, settings })).toBe(isDoubted);
  },
);
