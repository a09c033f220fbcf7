import { describe, expect, it } from 'vitest';
import type { ImportSource } from '#store/importing/importSource.ts';
import { numberClasses } from '#store/importing/numberClasses.ts';
import { pageTasks } from '#store/importing/pageTasks.ts';
import { pairByName } from '#store/importing/pairByName.ts';

const image = (name: string, folder = '') => ({ id: `${folder}/${name}`, name, folder });

describe('pairByName', () => {
  it.each([
    ['cells.roi', 'cells.tif'],
    ['cells.rois.zip', 'cells.tif'],
    ['cells_objects.geojson', 'cells.tif'],
    ['Cells-RoiSet.zip', 'cells.tif'],
    ['cells.tif.geojson', 'cells.tif'],
    ['cells.tif - detections.geojson', 'cells.tif'],
    ['cells_labels.json', 'cells.ome.tif'],
    ['cells2.geojson', null],
  ])('%s belongs to %s', (fileName, name) => {
    const images = [image('other.tif'), image(name ?? 'cells.tif')];
    const id = pairByName({ imageName: null, fileName, folder: '' }, images);
    expect(id).toBe(name === null ? null : `/${name}`);
  });

  it('believes the name in the file, with its folders of any system', () => {
    const images = [image('file.png'), image('a.png'), image('b.tif')];
    const idFor = (imageName: string) =>
      pairByName({ imageName, fileName: 'file.json', folder: '' }, images);
    expect(idFor('C:\\data\\A.PNG')).toBe('/a.png');
    expect(idFor('train/b.png')).toBe('/b.tif');
    expect(idFor('c.png')).toBeNull();
  });

  it('takes the nearest folder of several', () => {
    const images = [image('1.png', 's/one'), image('1.png', 's/two')];
    const source = { imageName: null, fileName: '1.zip', folder: 's/two/rois' };
    expect(pairByName(source, images)).toBe('s/two/1.png');
  });
});

function sourceOf(...names: readonly (string | null)[]): ImportSource {
  const place = { imageName: null, z: null, t: null, pageIndex: null, size: null };
  const plane = { ...place, planeIndex: 0, objectCount: names.length, classNames: names };
  const file = { draw: () => Promise.reject(), close: () => undefined };
  return {
    ...{ id: '1', fileName: 'a', folder: '', formatName: 'COCO', imageName: null },
    objectCount: names.length,
    content: { kind: 'objects', planes: [plane], file },
  };
}

describe('numberClasses', () => {
  it('is the same for all files of the same classes, in any order', () => {
    const classes = numberClasses([sourceOf('b', 'a'), sourceOf('c', 'a')]);
    expect([...classes]).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect(numberClasses([sourceOf('c', 'b', 'a')])).toEqual(classes);
  });

  it('keeps numbers, and leaves class 1 to objects without one', () => {
    const classes = numberClasses([sourceOf('Class 2', '5', 'Tumour', null)]);
    expect(Object.fromEntries(classes)).toEqual({ 'Class 2': 2, '5': 5, Tumour: 3 });
  });

  it('refuses more classes than an annotation can have', () => {
    const names = Array.from({ length: 256 }, (_, i) => `name ${i} of many`);
    expect(() => numberClasses([sourceOf(...names)])).toThrowError(/256 classes.*255/s);
  });
});

describe('pageTasks', () => {
  const stack = {
    name: 'a.tif',
    pageCount: 6,
    pageIndex: 4,
    stack: { sizeZ: 3, sizeT: 2, fastest: 'z', zStepUm: null, timeStepS: null },
  } as const;
  const labels = (pageCount: number) =>
    ({ kind: 'labels', file: new File([], 'l.tif'), pageCount, doubt: null, first: null }) as const;
  const plane = (place: { z?: number; t?: number; pageIndex?: number }) => ({
    ...{ imageName: null, z: null, t: null, pageIndex: null, size: null },
    ...place,
    ...{ planeIndex: 0, objectCount: 1, classNames: [null] },
  });
  const pagesOf = (...places: Parameters<typeof plane>[0][]) =>
    pageTasks({ kind: 'objects', planes: places.map(plane) }, stack, null).map(
      ({ pageIndex }) => pageIndex,
    );

  it('lays page i of a label stack on page i, and a single page on the one that is shown', () => {
    const pages = pageTasks(labels(6), stack, null);
    expect(pages.map((task) => [task.pageIndex, 'filePage' in task && task.filePage])).toEqual(
      [0, 1, 2, 3, 4, 5].map((page) => [page, page]),
    );
    expect(pageTasks(labels(1), stack, null)).toEqual([
      { kind: 'labels', pageIndex: 4, filePage: 0 },
    ]);
    expect(() => pageTasks(labels(5), stack, null)).toThrowError(/5 pages.*has 6/s);
  });

  it('lays slices on slices where the image counts time first', () => {
    const axes = { sizeZ: 3, sizeT: 2, zStepUm: null, timeStepS: null };
    const timeFirst = { ...stack, stack: { ...axes, fastest: 't' } } as const;
    const file = { ...labels(6), stack: { ...axes, fastest: 'z' } } as const;
    const pages = pageTasks(file, timeFirst, null).map(({ pageIndex }) => pageIndex);
    expect(pages).toEqual([0, 2, 4, 1, 3, 5]);
    expect(pageTasks(file, timeFirst, 2)).toEqual([{ kind: 'labels', pageIndex: 2, filePage: 1 }]);
  });

  it('lays some planes of a stack where their names say', () => {
    const pagePlaces = [
      { z: 1, t: 0 },
      { z: 2, t: 1 },
    ];
    const some = { ...labels(2), pagePlaces };
    expect(pageTasks(some, stack, null)).toEqual([
      { kind: 'labels', pageIndex: 1, filePage: 0 },
      { kind: 'labels', pageIndex: 5, filePage: 1 },
    ]);
    expect(pageTasks(some, stack, 5)).toEqual([{ kind: 'labels', pageIndex: 5, filePage: 1 }]);
    expect(() => pageTasks(some, stack, 0)).toThrowError(/none of its pages.*page 1/is);
    const elsewhere = { ...some, pagePlaces: pagePlaces.map(({ t }) => ({ z: 3, t })) };
    const twice = { ...some, pagePlaces: pagePlaces.map(() => ({ z: 0, t: 0 })) };
    for (const file of [elsewhere, twice]) {
      expect(() => pageTasks(file, stack, null)).toThrowError(/2 pages.*has 6/s);
    }
  });

  it('finds slices, time points and pages', () => {
    expect(pagesOf({ z: 2, t: 1 }, { z: 1 }, { t: 1 }, { pageIndex: 3 })).toEqual([1, 3, 5]);
    expect(pagesOf({})).toEqual([4]);
    expect(() => pagesOf({ z: 3 })).toThrowError(/slice 4 .*3 slices and 2 time points/s);
    expect(() => pagesOf({ pageIndex: 6 })).toThrowError(/page 7.*6 pages/s);
  });

  it('takes slices of a file for time points where the image has only these', () => {
    const movie = {
      name: 'm.tif',
      pageCount: 4,
      pageIndex: 0,
      stack: { ...stack.stack, sizeZ: 1, sizeT: 4 },
    };
    const tasks = pageTasks({ kind: 'objects', planes: [plane({ z: 3 })] }, movie, null);
    expect(tasks.map(({ pageIndex }) => pageIndex)).toEqual([3]);
  });

  it('puts all on the page that was chosen, and one plane on the only page', () => {
    const planes = [plane({ z: 9 }), plane({ z: 1 })];
    const [task, ...others] = pageTasks({ kind: 'objects', planes }, stack, 2);
    expect(others).toEqual([]);
    expect(task).toMatchObject({ pageIndex: 2, planes: [{ z: 9 }, { z: 1 }] });
    const single = { name: 's.png', pageCount: 1, pageIndex: 0 };
    expect(pageTasks({ kind: 'objects', planes: [plane({ z: 9 })] }, single, null)).toHaveLength(1);
  });
});
