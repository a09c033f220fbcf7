import { describe, expect, it } from 'vitest';
import { FileBudget } from '#formats/objects/fileBudget.ts';
import { labelsOf } from '#formats/objects/labelsOf.ts';
import { readObjectFile } from '#formats/objects/readObjectFile.ts';
import { decodeRoi } from '#formats/roi/decodeRoi.ts';
import { encodeRoi } from '#formats/roi/encodeRoi.ts';
/** Saved by ImageJ 1.53t, with the pixels that it selects in an image of 16 × 16 px. */
import fixtures from '#formats/roi/fixtures/imagej153t.json' with { type: 'json' };
import { showGrid } from '#testing/labelGrids.ts';

type FixtureName = keyof typeof fixtures;

const AREAS: readonly FixtureName[] = [
  'rectangle',
  'oval',
  'polygon',
  'exactFreehand',
  'ring',
  'ellipse',
  'exactRectangle',
  'exactOval',
  'rotatedRectangle',
];

function bytesOf(name: FixtureName): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(fixtures[name].base64), (letter) => letter.charCodeAt(0));
}

async function pixelsOf(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const [plane] = (await readObjectFile(new Blob([bytes])))?.planes ?? [];
  return plane ? showGrid(labelsOf(plane, 16, 16).labels.data, 16) : [];
}

describe('decodeRoi', () => {
  it.each(AREAS)('selects the pixels that ImageJ selects with its %s', async (name) => {
    expect(await pixelsOf(bytesOf(name))).toEqual(fixtures[name].rows);
  });

  it.each(['line', 'point', 'text'] as const)('skips a %s', async (name) => {
    expect(decodeRoi(bytesOf(name), '', new FileBudget())).toBeNull();
    expect(await readObjectFile(new Blob([bytesOf(name)]))).toEqual({
      formatName: 'ImageJ ROIs',
      planes: [],
      skippedCount: 1,
    });
  });

  it('tells name, group and position as ImageJ has saved them', () => {
    expect(decodeRoi(bytesOf('polygon'), 'file', new FileBudget())).toMatchObject({
      place: { z: null, t: null, pageIndex: 2 },
      object: { name: 'polygon', className: 'Class 4' },
    });
    expect(decodeRoi(bytesOf('exactFreehand'), 'file', new FileBudget())).toMatchObject({
      place: { z: 1, t: 4, pageIndex: null },
      object: { className: null },
    });
  });

  it('refuses a ROI that is cut off at any place, or reads what is whole of it', () => {
    for (const name of AREAS) {
      const bytes = bytesOf(name);
      for (let length = 0; length < bytes.length; length++) {
        expectAnswer(() => decodeRoi(bytes.subarray(0, length), name, new FileBudget()));
      }
    }
  });

  it('gives an error or a ROI for any damage', () => {
    for (const name of AREAS) {
      const bytes = bytesOf(name);
      for (let at = 4; at < bytes.length; at++) {
        for (const value of [0, 0x7f, 0x80, 0xff]) {
          const damaged = bytes.slice();
          damaged[at] = value;
          expectAnswer(() => decodeRoi(damaged, name, new FileBudget()));
        }
      }
    }
  });

  it('refuses more corners than its bytes can hold, and corners that are no numbers', () => {
    const square = { outer: Float64Array.of(0, 0, 40_000, 0, 40_000, 9, 0, 9), holes: [] };
    const roi = () => encodeRoi({ name: 'x', polygons: [square], position: null, group: 0 });
    const lying = bytesOf('polygon');
    new DataView(lying.buffer).setUint16(16, 0xffff);
    const endless = roi();
    new DataView(endless.buffer).setInt32(36, 0x7fff_ffff);
    const notANumber = roi();
    new DataView(notANumber.buffer).setFloat32(68, Number.NaN);
    for (const bytes of [lying, endless, notANumber]) {
      expect(() => decodeRoi(bytes, 'x', new FileBudget())).toThrow(
        expect.objectContaining({ code: 'corrupt-file' }),
      );
    }
  });
});

/** Nothing but our own errors. */
function expectAnswer(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError' });
  }
}
