import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import { writeCoco } from '#formats/coco/writeCoco.ts';
import { writeGeoJson } from '#formats/geojson/writeGeoJson.ts';
import { labelsOf } from '#formats/objects/labelsOf.ts';
import { readObjectFile } from '#formats/objects/readObjectFile.ts';
import { writeRoiZip } from '#formats/roi/writeRoiZip.ts';
import { planeOf } from '#testing/exportedPlanes.ts';
import { showGrid } from '#testing/labelGrids.ts';
import { denseLabels, labelImages } from '#testing/labelImages.ts';

type Writer = (planes: readonly ExportedPlane[]) => readonly Uint8Array<ArrayBuffer>[];

const FORMATS: readonly (readonly [string, Writer])[] = [
  ['ImageJ ROIs', writeRoiZip],
  ['GeoJSON', writeGeoJson],
  ['COCO', writeCoco],
];

describe.each(FORMATS)('%s', (formatName, write) => {
  it('gives back the labels that were written', async () => {
    await fc.assert(
      fc.asyncProperty(labelImages, async (labels) => {
        const file = await readObjectFile(new Blob([...write([planeOf(labels)])]));
        const plane = file?.planes[0];
        const back = plane
          ? labelsOf(plane, labels.width, labels.height).labels.data
          : new Uint32Array(labels.data.length);
        expect(showGrid(back, labels.width)).toEqual(showGrid(labels.data, labels.width));
      }),
    );
  });

  it('keeps numbers that are not in a row, in one plane and in stacks', async () => {
    const labels = denseLabels(6, 4, 7);
    const sparse = { ...labels, data: labels.data.map((label) => (label * 97_001) % 1_000_003) };
    const planes = [0, 1, 2].map((z) => planeOf(sparse, { place: { pageIndex: z, z, t: 0 } }));
    for (const written of [planes.slice(0, 1), planes]) {
      const file = await readObjectFile(new Blob([...write(written)]));
      expect(file?.planes).toHaveLength(written.length);
      for (const plane of file?.planes ?? []) {
        const back = labelsOf(plane, sparse.width, sparse.height).labels.data;
        expect([...new Set(back)]).toEqual([...new Set(sparse.data)]);
      }
    }
  });

  it('gives back 70,000 objects, and their classes', async () => {
    const labels = denseLabels(265, 265, 7);
    const classes = new Map([
      [7, 2],
      [70_000, 3],
    ]);
    const file = await readObjectFile(new Blob([...write([planeOf(labels, { classes })])]));
    expect([file?.formatName, file?.skippedCount, file?.planes.length]).toEqual([formatName, 0, 1]);
    const [plane] = file?.planes ?? [];
    if (!plane) return;
    const back = labelsOf(plane, labels.width, labels.height);
    expect(back.labels.data.every((value, i) => value === labels.data[i])).toBe(true);
    expect(back.classes).toEqual(classes);
  }, 240_000);
});
