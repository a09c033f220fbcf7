/** Direction of a sorted table. */
export type SortDirection = 'ascending' | 'descending';

/**
 * Rows of a table in the order of one column: entry i is the row to show at place i. Rows without a
 * value (NaN) come last in both directions; equal values keep the order of the table.
 */
export function sortedRows(
  values: Float64Array,
  direction: SortDirection,
): Uint32Array<ArrayBuffer> {
  const sign = direction === 'ascending' ? 1 : -1;
  return Uint32Array.from(values, (_, row) => row).sort((rowA, rowB) => {
    const a = values[rowA] as number;
    const b = values[rowB] as number;
    if (a < b) return -sign;
    if (a > b) return sign;
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || rowA - rowB;
  });
}
