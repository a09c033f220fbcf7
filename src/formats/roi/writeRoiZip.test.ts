import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import { FileBudget } from '#formats/objects/fileBudget.ts';
import { decodeRoi } from '#formats/roi/decodeRoi.ts';
import { encodeRoi } from '#formats/roi/encodeRoi.ts';
import { writeRoiZip } from '#formats/roi/writeRoiZip.ts';
import { planeOf } from '#testing/exportedPlanes.ts';
import { labelsFrom } from '#testing/labelImages.ts';

const TYPE = 6;
const COMPOSITE = 1;
const TRACED = 8;

async function roisOf(planes: readonly ExportedPlane[]) {
  const bytes = new Uint8Array(await new Blob([...writeRoiZip(planes)]).arrayBuffer());
  return Object.entries(unzipSync(bytes)).map(([path, roi]) => {
    const decoded = decodeRoi(roi, '', new FileBudget());
    return [path, decoded?.object.className, decoded?.place];
  });
}

function plane(rows: string, pageIndex: number, z: number, t: number): ExportedPlane {
  return planeOf(labelsFrom(rows), { place: { pageIndex, z, t } });
}

const NOWHERE = { z: null, t: null, pageIndex: null };

describe('writeRoiZip', () => {
  it('names ROIs of one plane after their labels, without a position', async () => {
    expect(await roisOf([plane('1.2', 0, 0, 0)])).toEqual([
      ['0001.roi', null, NOWHERE],
      ['0002.roi', null, NOWHERE],
    ]);
  });

  it('gives ROIs of slices the number of their picture', async () => {
    expect(await roisOf([plane('1', 0, 0, 0), plane('1', 1, 1, 0)])).toEqual([
      ['0001-0001.roi', null, { ...NOWHERE, pageIndex: 0 }],
      ['0002-0001.roi', null, { ...NOWHERE, pageIndex: 1 }],
    ]);
  });

  it('gives ROIs of slices and time points both', async () => {
    expect(await roisOf([plane('1', 1, 1, 0), plane('1', 2, 0, 1)])).toEqual([
      ['0002-0001.roi', null, { z: 1, t: 0, pageIndex: null }],
      ['0003-0001.roi', null, { z: 0, t: 1, pageIndex: null }],
    ]);
  });

  it('makes groups of classes', async () => {
    const classes = new Map([[2, 2]]);
    const rois = await roisOf([planeOf(labelsFrom('1.2'), { classes })]);
    expect(rois.map(([, className]) => className)).toEqual(['Class 1', 'Class 2']);
  });
});

describe('encodeRoi', () => {
  const roundTrip = (outer: Float64Array<ArrayBuffer>) => {
    const polygons = [{ outer, holes: [] }];
    const bytes = encodeRoi({ name: 'x', polygons, position: null, group: 0 });
    return { type: bytes[TYPE], back: decodeRoi(bytes, '', new FileBudget())?.object.polygons };
  };
  const square = (x: number) => Float64Array.of(x, 5, x + 9, 5, x + 9, 7, x, 7);

  it('traces up to what 16 bits hold, and makes composites beyond', () => {
    for (const [outer, type] of [
      [square(0x7fff - 9), TRACED],
      [square(0x7fff), COMPOSITE],
      [square(100_000), COMPOSITE],
    ] as const) {
      expect(roundTrip(outer)).toEqual({ type, back: [{ outer, holes: [] }] });
    }
  });

  it.each([
    [65_534, TRACED],
    [65_538, COMPOSITE],
  ])('keeps %i corners', (count, expected) => {
    const corners = Array.from({ length: count - 2 }, (_, i) => [i >> 1, (i + 1) & 2 ? 3 : 4]);
    const outer = Float64Array.from([...corners, [(count - 3) >> 1, 0], [0, 0]].flat());
    const { type, back } = roundTrip(outer);
    expect(type).toBe(expected);
    expect(back?.[0]?.outer.every((value, i) => value === outer[i])).toBe(true);
  });
});
