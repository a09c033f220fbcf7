import { describe, expect, it } from 'vitest';
import { findSeries, type NamedFile } from '#domain/series/fileSeries.ts';

const file = (name: string, byteLength = 100, folder = ''): NamedFile => ({
  name,
  folder,
  byteLength,
});
const count = (n: number, name: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => file(name(i)));
const pad = (i: number, length = 5) => String(i).padStart(length, '0');

describe('findSeries', () => {
  it('finds the time points of a screen movie, and names it by the first and the last', () => {
    const name = (i: number) => `EMBO_2012_Group3--empty--W0002--P001--T${pad(i)}--Z000--C.tif`;
    const [series, ...others] = findSeries(count(30, name).reverse());
    expect(others).toEqual([]);
    expect(series).toMatchObject({ sizeC: 1, sizeZ: 1, sizeT: 30, isNamed: true });
    expect(series?.name).toBe('EMBO_2012_Group3--empty--W0002--P001--T00000-00029--Z000--C.tif');
    expect(series?.files.map((one) => one.name)).toEqual(count(30, name).map((one) => one.name));
  });

  it('puts channels before slices and slices before time points', () => {
    const files = [0, 1].flatMap((t) =>
      [1, 2, 10].flatMap((z) => ['1', '2'].map((c) => file(`a_t${t}_z${z}_ch${c}.tif`))),
    );
    const [series] = findSeries([...files].sort((a, b) => a.name.localeCompare(b.name)));
    expect(series).toMatchObject({ sizeC: 2, sizeZ: 3, sizeT: 2 });
    expect(series?.files.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
  });

  it('keeps wells, positions, folders and other samples apart', () => {
    const files = ['W1', 'W2'].flatMap((well) => count(3, (t) => `${well}_T${t}.tif`));
    expect(findSeries(files).map(({ sizeT }) => sizeT)).toEqual([3, 3]);
    const samples = [3, 7].flatMap((sample) => count(4, (z) => `mouse${sample}_z${z}.tif`));
    expect(findSeries(samples).map(({ sizeZ }) => sizeZ)).toEqual([4, 4]);
    expect(findSeries(count(5, (i) => `plate_pos${i}.tif`))).toEqual([]);
  });

  it('takes one number that counts up for time where the files are of one length', () => {
    expect(findSeries(count(4, (i) => `img_${i + 8}.png`))).toMatchObject([
      { sizeT: 4, isNamed: false, name: 'img_8-11.png' },
    ]);
    expect(findSeries(['1', '2', '4'].map((n) => file(`img_${n}.png`)))).toEqual([]);
    expect(findSeries([file('i1.png', 9), file('i2.png', 8), file('i3.png', 9)])).toEqual([]);
  });

  it.each([
    ['a plane that is missing', ['a_t1_z1.tif', 'a_t1_z2.tif', 'a_t2_z1.tif']],
    ['two files of the same plane', ['a_t1.tif', 'a_t01.tif', 'a_t2.tif']],
    ['two files', ['a_t1.tif', 'a_t2.tif']],
    ['names without numbers', ['a.tif', 'b.tif', 'c.tif']],
    ['files of different kinds', ['a_t1.tif', 'a_t2.png', 'a_t3.jpg']],
  ])('sees no series in %s', (_, names) => {
    expect(findSeries(names.map((name) => file(name)))).toEqual([]);
  });

  it('takes two files for the channels of one image', () => {
    expect(findSeries([file('x_ch0.tif'), file('x_ch1.tif')])).toMatchObject([{ sizeC: 2 }]);
  });
});
