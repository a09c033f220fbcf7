import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { polygonSpans } from '#domain/annotation/regions/polygonSpans.ts';
import { strokeSpans } from '#domain/annotation/regions/strokeSpans.ts';
import { readLabelTile } from '#domain/image/readViewTile.ts';
import { viewLevelCount } from '#domain/image/viewTile.ts';
import { boundsOfSpans, paintTile } from '#ui/viewer/tiles/paintTile.ts';
import { tileRectangle } from '#ui/viewer/tiles/visibleTiles.ts';

const SIZE = { width: 1100, height: 60 };

describe('paintTile', () => {
  it('does to every tile of every level what the annotation will hold', () => {
    const point = fc.record({
      x: fc.double({ min: -50, max: 1150, noNaN: true }),
      y: fc.double({ min: -50, max: 110, noNaN: true }),
      radiusPx: fc.double({ min: 0, max: 90, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(UNANNOTATED, BACKGROUND, 3, 4),
        fc.boolean(),
        (points, value, overwritesObjects) => {
          const spans = strokeSpans(
            points.flatMap(({ x, y, radiusPx }) => [x, y, radiusPx]),
            SIZE,
          );
          const paint = { spans, value, overwritesObjects };
          const before = { ...SIZE, data: stripes() };
          const after = { ...SIZE, data: stripes() };
          const whole = { area: { x: 0, y: 0, ...SIZE }, level: 0 };
          paintTile(after, whole, paint);
          for (const address of allTiles()) {
            const place = { area: tileRectangle(address, SIZE), level: address.level };
            const tile = readLabelTile(before, address);
            paintTile(tile, place, paint);
            const expected = readLabelTile(after, address).data;
            expect(tile.data.findIndex((texel, i) => texel !== expected[i])).toBe(-1);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('leaves other objects alone when it must, and tells whether it touched the tile', () => {
    const tile = { width: 4, height: 1, data: Uint32Array.of(0, 7, BACKGROUND, 3) };
    const spans = polygonSpans([0, 0, 4, 0, 4, 1, 0, 1], { width: 4, height: 1 });
    const place = { area: { x: 0, y: 0, width: 4, height: 1 }, level: 0 };
    expect(paintTile(tile, place, { spans, value: 3, overwritesObjects: false })).toBe(true);
    expect([...tile.data]).toEqual([3, 7, 3, 3]);
    const elsewhere = { area: { x: 8, y: 0, width: 4, height: 1 }, level: 0 };
    expect(paintTile(tile, elsewhere, { spans, value: 9, overwritesObjects: true })).toBe(false);
  });
});

describe('boundsOfSpans', () => {
  it('is the box around them, and nothing for none', () => {
    expect(boundsOfSpans({ top: 5, rows: [[3, 4], [], [1, 2, 8, 9]] })).toEqual({
      x: 1,
      y: 5,
      width: 8,
      height: 3,
    });
    expect(boundsOfSpans({ top: 0, rows: [[]] })).toBeNull();
  });
});

/** Objects 1…8 in columns, with background and unannotated columns between them. */
function stripes(): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
    const column = Math.floor((i % SIZE.width) / 70);
    if (column % 2 === 0) return column / 2 + 1;
    return column % 4 === 1 ? BACKGROUND : UNANNOTATED;
  });
}

function allTiles() {
  const levels = Array.from({ length: viewLevelCount(SIZE.width, SIZE.height) }, (_, i) => i);
  return levels.flatMap((level) => {
    const columns = Math.ceil(SIZE.width / (512 * 2 ** level));
    const rows = Math.ceil(SIZE.height / (512 * 2 ** level));
    return Array.from({ length: columns * rows }, (_, i) => ({
      level,
      column: i % columns,
      row: Math.floor(i / columns),
    }));
  });
}
