import type { ObjectTable } from '#domain/measurement/objectTable.ts';
import { csvNumber, csvText } from '#formats/table/csvCell.ts';

/**
 * Bytes of `objects.csv`: column ids, then a line per object. Commas between cells, decimal points and line
 * feeds whatever the system's language; numbers keep their full precision; a cell without a value
 * is empty.
 */
export function writeObjectsCsv(table: ObjectTable): Uint8Array<ArrayBuffer> {
  const lines = [table.columns.map(({ id }) => csvText(id)).join(',')];
  for (let row = 0; row < table.rowCount; row++) {
    const cells = table.columns.map(({ values }) => csvNumber(values[row] ?? Number.NaN));
    lines.push(cells.join(','));
  }
  lines.push('');
  return new TextEncoder().encode(lines.join('\n'));
}
