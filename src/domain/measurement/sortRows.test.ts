import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedRows } from '#domain/measurement/sortRows.ts';

describe('sortedRows', () => {
  const values = Float64Array.of(3, Number.NaN, 1, 3, Number.NEGATIVE_INFINITY);

  it('orders rows by value, equal ones as in the table and rows without a value last', () => {
    expect([...sortedRows(values, 'ascending')]).toEqual([4, 2, 0, 3, 1]);
    expect([...sortedRows(values, 'descending')]).toEqual([0, 3, 2, 4, 1]);
  });

  it('gives the order of the built-in sort on any numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 })), (numbers) => {
        const column = Float64Array.from(numbers);
        const sorted = Array.from(sortedRows(column, 'ascending'), (row) => numbers[row]);
        expect(sorted).toEqual(numbers.toSorted((a, b) => a - b));
      }),
      { seed: 1 },
    );
  });
});
