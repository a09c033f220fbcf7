import { describe, expect, it } from 'vitest';
import { classNumbers, labelsOf } from '#formats/objects/labelsOf.ts';
import { readObjectFile } from '#formats/objects/readObjectFile.ts';
import { showGrid } from '#testing/labelGrids.ts';

const readJson = (json: unknown) => readObjectFile(new Blob([JSON.stringify(json)]));

async function rowsOf(json: unknown, width: number, height: number): Promise<string[]> {
  const [plane] = (await readJson(json))?.planes ?? [];
  return plane ? showGrid(labelsOf(plane, width, height).labels.data, width) : [];
}

const ring = (x: number, y: number, edge: number) => [
  [x, y],
  [x + edge, y],
  [x + edge, y + edge],
  [x, y + edge],
  [x, y],
];
const polygon = (x: number, y: number, edge: number) => ({
  type: 'Polygon',
  coordinates: [ring(x, y, edge)],
});
const feature = (geometry: unknown, properties: unknown = null) => ({
  type: 'Feature',
  geometry,
  properties,
});

describe('GeoJSON of other tools', () => {
  it.each([
    ['a geometry', polygon(1, 0, 2)],
    ['a feature', feature(polygon(1, 0, 2))],
    ['a list of features, as older QuPath saves it', [feature(polygon(1, 0, 2))]],
    ['a collection of geometries', { type: 'GeometryCollection', geometries: [polygon(1, 0, 2)] }],
  ])('is read: %s', async (_, json) => {
    expect(await rowsOf(json, 4, 2)).toEqual(['.11.', '.11.']);
  });

  it('keeps holes, parts, order, classes, names and planes', async () => {
    const json = {
      type: 'FeatureCollection',
      features: [
        feature(
          {
            type: 'Polygon',
            coordinates: [ring(0, 0, 3), ring(1, 1, 1)],
            plane: { c: -1, z: 2, t: 0 },
          },
          {
            objectType: 'annotation',
            name: 'first',
            classification: { name: 'Tumor', color: [200, 0, 0] },
          },
        ),
        feature(
          {
            type: 'MultiPolygon',
            coordinates: [[ring(2, 0, 2)], [ring(4, 2, 1)]],
            plane: { c: -1, z: 2, t: 0 },
          },
          { objectType: 'cell', classification: { names: ['Stroma', 'CD3'] } },
        ),
        feature({
          type: 'LineString',
          coordinates: [
            [0, 0],
            [1, 1],
          ],
        }),
        feature({ type: 'Point', coordinates: [0, 0] }),
        feature(null),
      ],
    };
    const file = await readJson(json);
    expect(file).toMatchObject({
      formatName: 'GeoJSON',
      skippedCount: 3,
      planes: [{ z: 2, t: 0 }],
    });
    expect(file?.planes[0]?.objects).toMatchObject([
      { name: 'first', className: 'Tumor' },
      { name: null, className: 'Stroma: CD3' },
    ]);
    expect(await rowsOf(json, 5, 3)).toEqual(['1122.', '1.22.', '111.2']);
  });
});

/** Packed by pycocotools 2.0.11. */
const PACKED = [
  {
    size: [5, 7],
    counts: '02200O03OM114ON0M0',
    rows: ['11..1..', '1.11...', '..1..11', '.11....', '1.11..1'],
  },
  { size: [2, 2], counts: '04', rows: ['11', '11'] },
];

describe('COCO of other tools', () => {
  it.each(PACKED)(
    'reads run lengths packed by pycocotools as $counts',
    async ({ size, counts, rows }) => {
      const [height = 0, width = 0] = size;
      const json = {
        images: [{ id: 5, file_name: 'a.png', width, height }],
        annotations: [
          { id: 1, image_id: 5, category_id: 1, iscrowd: 1, segmentation: { size, counts } },
        ],
        categories: [{ id: 1, name: 'cell', supercategory: 'none' }],
      };
      expect(await rowsOf(json, width, height)).toEqual(rows);
    },
  );

  it('joins the polygons of an annotation and keeps images and categories apart', async () => {
    const square = (x: number) => [x, 0, x + 1, 0, x + 1, 1, x, 1];
    const file = await readJson({
      images: [
        { id: 1, file_name: 'a.png', width: 4, height: 1 },
        { id: 2, file_name: 'b.png', width: 4, height: 1 },
        { id: 3, file_name: 'empty.png', width: 4, height: 1 },
      ],
      annotations: [
        { id: 1, image_id: 2, category_id: 9, segmentation: [square(0), square(2)] },
        { id: 2, image_id: 1, category_id: 4, segmentation: [square(1)] },
        { id: 3, image_id: 2, category_id: 4, segmentation: [square(3)] },
      ],
      categories: [
        { id: 9, name: 'nucleus' },
        { id: 4, name: 'debris' },
      ],
    });
    expect(file?.planes.map(({ imageName, size }) => [imageName, size])).toEqual([
      ['b.png', { width: 4, height: 1 }],
      ['a.png', { width: 4, height: 1 }],
    ]);
    const planes = file?.planes ?? [];
    const numbers = classNumbers(planes);
    const found = planes.map((plane) => labelsOf(plane, 4, 1, numbers));
    expect(found.map(({ labels }) => showGrid(labels.data, 4))).toEqual([['1.12'], ['.1..']]);
    expect(found.map(({ classes }) => classes)).toEqual([new Map([[2, 2]]), new Map([[1, 2]])]);
  });
});

describe('classNumbers', () => {
  it.each([
    [['Tumor', 'Stroma'], { Tumor: 1, Stroma: 2 }],
    [[null, 'Tumor'], { Tumor: 2 }],
    [['Class 3', 'Tumor', 'Class 1'], { 'Class 3': 3, 'Class 1': 1, Tumor: 2 }],
    [['Class 999'], { 'Class 999': 1 }],
  ])('of %j are %j', (names, numbers) => {
    const objects = names.map((className) => ({ name: null, className, polygons: [] }));
    const plane = { imageName: null, z: null, t: null, pageIndex: null, size: null, objects };
    expect(Object.fromEntries(classNumbers([plane]))).toEqual(numbers);
  });
});
