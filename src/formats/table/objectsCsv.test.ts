import { describe, expect, it } from 'vitest';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import { csvLines, joinCsv } from '#formats/table/objectsCsv.ts';

const labels = { width: 4, height: 2, data: Uint32Array.of(1, 1, 0, 70_000, 1, 0, 0, 70_000) };
const place = { pageIndex: 5, z: 2, t: 1 };
const classes = new Map([[70_000, 3]]);

/** Measurements of these labels on planes of the given pixels. */
function tableOf(planes: readonly Float32Array<ArrayBuffer>[], pixelSizeUm: number | null) {
  return measureInstances(labels, planes, { pixelSizeUm });
}

function lines(objects: ReturnType<typeof tableOf>, imageName = 'a.tif') {
  return csvLines({ imageName, place, classes, objects });
}

/** Cells of a table that needs no quotes. */
async function cellsOf(csv: Blob): Promise<string[][]> {
  const text = (await csv.text()).split('\n');
  expect(text.pop()).toBe('');
  return text.map((line) => line.split(','));
}

describe('objects.csv', () => {
  it('reads back as the table that was written, with image, slice, time point and class', async () => {
    const table = tableOf([Float32Array.of(0.1, 0.2, 0, -5, 0.3, 0, 0, -6)], 0.325);
    const [header, ...rows] = await cellsOf(await joinCsv([lines(table)]));
    const ids = table.columns.map(({ id }) => id);
    expect(header).toEqual([...ids, 'image', 'z', 't', 'class']);
    expect(rows.map((cells) => cells.slice(0, ids.length).map(Number))).toEqual([
      table.columns.map(({ values }) => values[0]),
      table.columns.map(({ values }) => values[1]),
    ]);
    expect(rows.map((cells) => cells.slice(ids.length))).toEqual([
      ['a.tif', '3', '2', '1'],
      ['a.tif', '3', '2', '3'],
    ]);
  });

  it('writes integers plainly and leaves cells without a value empty', async () => {
    const plane = Float32Array.of(1, 1, 0, Number.NaN, 1, 0, 0, Number.NaN);
    const cells = await cellsOf(await joinCsv([lines(tableOf([plane], null))]));
    const [header = [], , second = []] = cells;
    const cell = (id: string) => second[header.indexOf(id)];
    expect(cell('label')).toBe('70000');
    expect(cell('area_px')).toBe('2');
    expect(cell('area_um2')).toBe('');
    expect(cell('intensity_mean_c1')).toBe('');
    expect(cell('perimeter_um')).toBe('');
  });

  it('writes the header alone when there is no object', async () => {
    const none = measureInstances({ ...labels, data: new Uint32Array(8) }, [], {
      pixelSizeUm: null,
    });
    const csv = await joinCsv([lines(none)]);
    expect(await csv.text()).toMatch(/^label,area_px,[a-z0-9_,]+,image,z,t,class\n$/);
  });

  it('puts planes of one and of three channels under one header', async () => {
    const plane = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const one = tableOf([plane], 0.5);
    const three = tableOf([plane, plane, plane], 0.5);
    const [header = [], ...rows] = await cellsOf(
      await joinCsv([lines(one, 'one.tif'), lines(three, 'three.tif')]),
    );
    const column = (id: string) => rows.map((cells) => cells[header.indexOf(id)]);
    expect(rows.map((cells) => cells.length)).toEqual(rows.map(() => header.length));
    expect(column('image')).toEqual(['one.tif', 'one.tif', 'three.tif', 'three.tif']);
    expect(column('intensity_mean_c3').map((cell) => cell !== '')).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(column('perimeter_um').slice(0, 2)).toEqual(column('perimeter_um').slice(2));
    expect(column('label')).toEqual(['1', '70000', '1', '70000']);
  });

  it('lets no column and no file name through as a formula, nor over its line', async () => {
    const values = Float64Array.of(1);
    const objects = { rowCount: 1, columns: [{ id: '=A1,"x"', title: '', unit: '', values }] };
    const csv = await joinCsv([lines(objects, '=cmd\n.tif')]);
    expect(await csv.text()).toBe('"\'=A1,""x""",image,z,t,class\n1,\'=cmd .tif,3,2,1\n');
  });
});
