import { describe, expect, it } from 'vitest';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import { writeObjectsCsv } from '#formats/table/objectsCsv.ts';

const labels = { width: 4, height: 2, data: Uint32Array.of(1, 1, 0, 70_000, 1, 0, 0, 70_000) };

function textOf(csv: Uint8Array): string {
  return new TextDecoder().decode(csv);
}

/** Cells of a table that needs no quotes. */
function cellsOf(csv: Uint8Array): string[][] {
  const lines = textOf(csv).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => line.split(','));
}

describe('writeObjectsCsv', () => {
  it('reads back as the table that was written', () => {
    const plane = Float32Array.of(0.1, 0.2, 0, -5, 0.3, 0, 0, -6);
    const table = measureInstances(labels, [plane], { pixelSizeUm: 0.325 });
    const [header, ...rows] = cellsOf(writeObjectsCsv(table));
    expect(header).toEqual(table.columns.map(({ id }) => id));
    expect(rows.map((cells) => cells.map(Number))).toEqual([
      table.columns.map(({ values }) => values[0]),
      table.columns.map(({ values }) => values[1]),
    ]);
  });

  it('writes integers plainly and leaves cells without a value empty', () => {
    const plane = Float32Array.of(1, 1, 0, Number.NaN, 1, 0, 0, Number.NaN);
    const csv = writeObjectsCsv(measureInstances(labels, [plane], { pixelSizeUm: null }));
    const [header = [], , second = []] = cellsOf(csv);
    const cell = (id: string) => second[header.indexOf(id)];
    expect(cell('label')).toBe('70000');
    expect(cell('area_px')).toBe('2');
    expect(cell('area_um2')).toBe('');
    expect(cell('intensity_mean_c1')).toBe('');
    expect(cell('perimeter_um')).toBe('');
  });

  it('writes the header alone when there is no object', () => {
    const none = { ...labels, data: new Uint32Array(8) };
    const csv = writeObjectsCsv(measureInstances(none, [], { pixelSizeUm: null }));
    expect(textOf(csv)).toMatch(/^label,area_px,[a-z0-9_,]+\n$/);
  });

  it('never lets a column id through as a formula', () => {
    const values = Float64Array.of(1);
    const table = { rowCount: 1, columns: [{ id: '=A1,"x"', title: '', unit: '', values }] };
    expect(textOf(writeObjectsCsv(table))).toBe('"\'=A1,""x"""\n1\n');
  });
});
