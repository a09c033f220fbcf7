import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rectangle } from '#domain/image/rectangle.ts';
import {
  ancestorAddress,
  fittingLevel,
  rectanglesTouch,
  tileAt,
  tileRectangle,
  visibleTiles,
} from '#ui/viewer/tiles/visibleTiles.ts';
import { centerOn, fitImage, type Viewport, visibleRectangle } from '#ui/viewer/viewport.ts';

const image = { width: 10_000, height: 7_000 };
const blank: Viewport = {
  canvas: { width: 1000, height: 800 },
  pixelRatio: 1,
  scale: 1,
  offsetX: 0,
  offsetY: 0,
};

function anyView() {
  return fc
    .tuple(
      fc.double({ min: 0, max: 10_000, noNaN: true }),
      fc.double({ min: 0, max: 7_000, noNaN: true }),
      fc.double({ min: -5, max: 6, noNaN: true }),
    )
    .map(([x, y, power]) => centerOn(blank, image, { x, y }, 2 ** power));
}

describe('fittingLevel', () => {
  it('keeps texels between 0.7 and 1.42 device pixels inside the pyramid', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -4, max: 1, noNaN: true }), (scale) => {
        const texelPx = scale * 2 ** fittingLevel(scale, image);
        expect(texelPx).toBeGreaterThan(0.7);
        expect(texelPx).toBeLessThan(1.42);
      }),
    );
  });

  it('ends at full resolution and at the tile that holds the whole image', () => {
    expect(fittingLevel(64, image)).toBe(0);
    // 10,000 px halve five times to 313, within one tile of 512.
    expect(fittingLevel(0.001, image)).toBe(5);
  });
});

describe('visibleTiles', () => {
  it('covers every visible pixel, and nothing that is out of sight', () => {
    fc.assert(
      fc.property(anyView(), (view) => {
        const seen = visibleRectangle(view, image) as Rectangle;
        const tiles = visibleTiles(view, image, fittingLevel(view.scale, image));
        let coveredPx = 0;
        for (const tile of tiles) {
          const area = tileRectangle(tile, image);
          expect(rectanglesTouch(area, seen)).toBe(true);
          const width =
            Math.min(area.x + area.width, seen.x + seen.width) - Math.max(area.x, seen.x);
          const height =
            Math.min(area.y + area.height, seen.y + seen.height) - Math.max(area.y, seen.y);
          coveredPx += width * height;
        }
        // Tiles do not overlap, so equal areas mean that none is missing.
        expect(coveredPx).toBe(seen.width * seen.height);
      }),
    );
  });

  it('needs few tiles at any zoom', () => {
    fc.assert(
      fc.property(anyView(), (view) => {
        const tiles = visibleTiles(view, image, fittingLevel(view.scale, image));
        // 1000 / (512 · 0.7) + 1 columns and 800 / (512 · 0.7) + 1 rows, rounded up.
        expect(tiles.length).toBeLessThanOrEqual(4 * 4);
      }),
    );
  });

  it('begins in the middle of the canvas', () => {
    const view = centerOn(blank, image, { x: 5000, y: 3000 }, 1);
    expect(visibleTiles(view, image, 0)[0]).toEqual(tileAt(5000, 3000, 0));
  });

  it('is a single tile when the whole image fits one', () => {
    const small = { width: 400, height: 300 };
    expect(visibleTiles(fitImage(blank, small), small, 0)).toEqual([
      { level: 0, column: 0, row: 0 },
    ]);
  });
});

describe('ancestorAddress', () => {
  it('covers the tile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 19 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 5 }),
        (column, row, level) => {
          const area = tileRectangle({ level: 0, column, row }, image);
          const outer = tileRectangle(ancestorAddress({ level: 0, column, row }, level), image);
          expect(outer.x).toBeLessThanOrEqual(area.x);
          expect(outer.y).toBeLessThanOrEqual(area.y);
          expect(outer.x + outer.width).toBeGreaterThanOrEqual(area.x + area.width);
          expect(outer.y + outer.height).toBeGreaterThanOrEqual(area.y + area.height);
        },
      ),
    );
  });
});

describe('tileRectangle', () => {
  it('is cut off at the edge of the image', () => {
    expect(tileRectangle({ level: 1, column: 9, row: 6 }, image)).toEqual({
      x: 9216,
      y: 6144,
      width: 784,
      height: 856,
    });
  });
});

describe('rectanglesTouch', () => {
  it('needs a shared pixel, not a shared edge', () => {
    const a = { x: 0, y: 0, width: 4, height: 4 };
    expect(rectanglesTouch(a, { x: 3, y: 3, width: 9, height: 9 })).toBe(true);
    expect(rectanglesTouch(a, { x: 4, y: 0, width: 9, height: 9 })).toBe(false);
  });
});
