import { describe, expect, it } from 'vitest';
import { labelColor } from '#domain/image/labelPalette.ts';
import { paintObjects } from '#domain/image/paintObjects.ts';
import { labelsFrom } from '#testing/labelImages.ts';

const LABELS = labelsFrom(`
  000000
  011122
  011122
  011122
`);
const { width, height } = LABELS;

/** The picture after painting, band by band. */
function painted(style: 'outline' | 'filled', opacity: number, bandRows = height): number[] {
  const rows: number[] = [];
  for (let firstRow = 0; firstRow < height; firstRow += bandRows) {
    const band = new Uint8Array(3 * width * bandRows).fill(60);
    paintObjects(band, LABELS, { firstRow, rowCount: bandRows }, { style, opacity });
    rows.push(...band);
  }
  return rows;
}

const pixel = (picture: readonly number[], x: number, y: number) =>
  picture.slice(3 * (y * width + x), 3 * (y * width + x) + 3);

const colorOf = (label: number) => labelColor(label).map((part) => Math.round(255 * part));

describe('paintObjects', () => {
  it('draws outlines where objects meet others or the background, not at the border', () => {
    const picture = painted('outline', 1);
    expect(pixel(picture, 2, 1)).toEqual(colorOf(1));
    expect(pixel(picture, 3, 2)).toEqual(colorOf(1));
    expect(pixel(picture, 4, 2)).toEqual(colorOf(2));
    expect(pixel(picture, 2, 2)).toEqual([60, 60, 60]);
    expect(pixel(picture, 5, 3)).toEqual([60, 60, 60]);
    expect(pixel(picture, 0, 0)).toEqual([60, 60, 60]);
  });

  it('fills at its opacity under outlines that stand out, as the viewer does', () => {
    const picture = painted('filled', 0.5);
    const over = (opacity: number) =>
      labelColor(1).map((part) => Math.round(60 + (255 * part - 60) * opacity));
    expect(pixel(picture, 2, 2)).toEqual(over(0.5));
    expect(pixel(picture, 2, 1)).toEqual(over(0.9));
    expect(painted('filled', 0)).toEqual(Array.from({ length: 3 * width * height }, () => 60));
  });

  it('is the same in bands of rows', () => {
    expect(painted('outline', 0.7, 1)).toEqual(painted('outline', 0.7));
  });
});
