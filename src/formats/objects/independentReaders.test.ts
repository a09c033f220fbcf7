import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { writeCoco } from '#formats/coco/writeCoco.ts';
import { writeGeoJson } from '#formats/geojson/writeGeoJson.ts';
import { writeRoiZip } from '#formats/roi/writeRoiZip.ts';
import { planeOf } from '#testing/exportedPlanes.ts';
import { showGrid } from '#testing/labelGrids.ts';
import { denseLabels, labelImages, labelsFrom } from '#testing/labelImages.ts';
import {
  type ObjectReader,
  readCocoObjects,
  readGeoJsonObjects,
  readRoiObjects,
} from '#testing/objectReaders.ts';

type Writer = (planes: readonly ExportedPlane[]) => readonly Uint8Array<ArrayBuffer>[];

const FORMATS: readonly (readonly [string, Writer, ObjectReader])[] = [
  ['ImageJ ROIs', writeRoiZip, readRoiObjects],
  ['GeoJSON', writeGeoJson, readGeoJsonObjects],
  ['COCO', writeCoco, readCocoObjects],
];

const CASES = [
  ['one pixel', '...\n.1.\n...'],
  ['objects at every border', '122\n1.3\n443'],
  ['touching objects', '1122\n1122\n3344'],
  ['nested objects in holes', '1111111\n1.....1\n1.222.1\n1.2.2.1\n1.222.1\n1.....1\n1111111'],
  ['holes that touch at a corner', '1111\n1.11\n11.1\n1111'],
  ['an object in parts', '1.1\n...\n.1.'],
  ['corners that touch', '121\n212'],
] as const;

describe.each(FORMATS)('%s', (_, write, read) => {
  const readBack = async (labels: LabelImage, classes = new Map<number, number>()) => {
    const file = new Blob([...write([planeOf(labels, { classes })])]);
    return read(new Uint8Array(await file.arrayBuffer()), labels);
  };

  it.each(CASES)('give an independent reader %s as they are', async (_, rows) => {
    const labels = labelsFrom(rows);
    const back = await readBack(labels);
    expect(showGrid(back.labels.data, labels.width)).toEqual(rows.split('\n'));
    expect(back.overlapPx).toBe(0);
  });

  it('give an independent reader the same labels and classes, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(labelImages, async (labels) => {
        const present = new Set(labels.data);
        const classes = new Map(
          [
            [2, 3],
            [3, 2],
          ].filter(([label = 0]) => present.has(label)) as [number, number][],
        );
        const back = await readBack(labels, classes);
        expect(showGrid(back.labels.data, labels.width)).toEqual(
          showGrid(labels.data, labels.width),
        );
        expect(back.classes).toEqual(classes);
        expect(back.overlapPx).toBe(0);
      }),
    );
  });

  it('give an independent reader 70,000 objects as they are', async () => {
    const labels = denseLabels(265, 265, 7);
    const back = await readBack(labels);
    expect(new Set(labels.data).size).toBeGreaterThan(70_000);
    expect(back.labels.data.every((value, i) => value === labels.data[i])).toBe(true);
  }, 240_000);
});

it('keep planes of a stack apart', async () => {
  const planes = ['1.', '.1'].map((rows, t) =>
    planeOf(labelsFrom(rows), { place: { pageIndex: t, z: 0, t } }),
  );
  const text = async (pieces: readonly Uint8Array<ArrayBuffer>[]) =>
    JSON.parse(await new Blob([...pieces]).text());
  const { features } = await text(writeGeoJson(planes));
  expect(features.map(({ geometry }: { geometry: { plane: unknown } }) => geometry.plane)).toEqual([
    { c: -1, z: 0, t: 0 },
    { c: -1, z: 0, t: 1 },
  ]);
  const { images, annotations } = await text(writeCoco(planes));
  expect(images).toEqual([
    { id: 1, file_name: 'cells.tif', width: 2, height: 1, z: 0, t: 0 },
    { id: 2, file_name: 'cells.tif', width: 2, height: 1, z: 0, t: 1 },
  ]);
  expect(annotations.map(({ image_id }: { image_id: number }) => image_id)).toEqual([1, 2]);
});

it('write measurements into GeoJSON, without those that an object does not have', async () => {
  const file = new Blob([...writeGeoJson([planeOf(labelsFrom('11.2'))])]);
  const { features } = JSON.parse(await file.text());
  expect(features[0].properties).toEqual({
    objectType: 'detection',
    name: '1',
    measurements: { area_px: 2 },
  });
});
