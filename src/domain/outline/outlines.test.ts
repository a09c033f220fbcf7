import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { OutlinePolygon } from '#domain/outline/objectOutline.ts';
import { rasterizeOutlines } from '#domain/outline/rasterizeOutlines.ts';
import { ringArea } from '#domain/outline/ringArea.ts';
import { traceOutlines } from '#domain/outline/traceOutlines.ts';
import { floodFillPieces, showGrid } from '#testing/labelGrids.ts';
import { denseLabels, labelImages, labelsFrom } from '#testing/labelImages.ts';

function roundTrip(labels: LabelImage): LabelImage {
  return rasterizeOutlines(traceOutlines(labels), labels.width, labels.height);
}

const ALL_PIXELS = 2 ** 32 - 1;

describe('traceOutlines and rasterizeOutlines', () => {
  it('give back the same labels, whatever they are', () => {
    fc.assert(
      fc.property(labelImages, (labels) => {
        expect(showGrid(roundTrip(labels).data, labels.width)).toEqual(
          showGrid(labels.data, labels.width),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['one pixel', '...\n.1.\n...'],
    ['an image that is one object', '11\n11'],
    ['objects at every border', '122\n1.3\n443'],
    ['a hole', '111\n1.1\n111'],
    ['nested objects in holes of each other', '11111\n1...1\n1.2.1\n1...1\n11111'],
    ['an object that fills the hole of another', '1111\n1221\n1221\n1111'],
    ['an object within its own hole', '11111\n1...1\n1.1.1\n1...1\n11111'],
    ['pixels that touch at corners only', '1.1\n.1.\n1.1'],
    ['two objects crosswise', '12\n21'],
    ['holes that touch at a corner', '1111\n1.11\n11.1\n1111'],
    ['a loop closed at a corner only', '.111\n1..1\n1..1\n1111'],
  ])('give back %s', (_, rows) => {
    const labels = labelsFrom(rows);
    expect(showGrid(roundTrip(labels).data, labels.width)).toEqual(rows.split('\n'));
  });

  it('give back 70,000 objects and the largest label', () => {
    const labels = denseLabels(265, 265, 7);
    labels.data[0] = ALL_PIXELS;
    const back = roundTrip(labels);
    expect(new Set(labels.data).size).toBeGreaterThan(70_000);
    expect(back.data.every((value, i) => value === labels.data[i])).toBe(true);
  });
});

describe('traceOutlines', () => {
  it('gives corners on pixel edges, clockwise from the first pixel', () => {
    const [object] = traceOutlines(labelsFrom('....\n.11.\n.1..'), new Map([[1, 3]]));
    expect(object).toEqual({
      label: 1,
      classIndex: 3,
      polygons: [{ outer: Float64Array.of(3, 1, 3, 2, 2, 2, 2, 3, 1, 3, 1, 1), holes: [] }],
    });
  });

  it('gives one polygon per 4-connected part, whose rings turn at every corner', () => {
    fc.assert(
      fc.property(labelImages, (labels) => {
        const objects = traceOutlines(labels);
        const polygons = objects.flatMap((object) => object.polygons);
        const data = Int32Array.from(labels.data);
        expect(polygons.length).toBe(Math.max(0, ...floodFillPieces({ ...labels, data }, 4)));
        for (const ring of polygons.flatMap(ringsOf)) expect(turnsEverywhere(ring)).toBe(true);
      }),
    );
  });

  it('gives rings that meet no corner twice, outer ones clockwise and holes the other way', () => {
    fc.assert(
      fc.property(labelImages, (labels) => {
        for (const { outer, holes } of traceOutlines(labels).flatMap(({ polygons }) => polygons)) {
          expect(ringArea(outer)).toBeGreaterThan(0);
          for (const hole of holes) expect(ringArea(hole)).toBeLessThan(0);
          for (const ring of [outer, ...holes]) {
            expect(new Set(cornersOf(ring)).size).toBe(ring.length / 2);
          }
        }
      }),
    );
  });

  it('sums up to the area of each object', () => {
    fc.assert(
      fc.property(labelImages, (labels) => {
        for (const { label, polygons } of traceOutlines(labels)) {
          const area = polygons.flatMap(ringsOf).reduce((sum, ring) => sum + ringArea(ring), 0);
          expect(area).toBe(labels.data.filter((value) => value === label).length);
        }
      }),
    );
  });
});

describe('rasterizeOutlines', () => {
  const paint = (polygons: readonly number[][], width = 6, height = 3) => {
    const objects = polygons.map((outer, i) => ({
      label: i + 1,
      polygons: [{ outer: Float64Array.from(outer), holes: [] }],
    }));
    return showGrid(rasterizeOutlines(objects, width, height).data, width);
  };

  it('takes the pixels whose centres lie inside', () => {
    expect(paint([[0.4, 0.4, 2.6, 0.4, 2.6, 1.6, 0.4, 1.6]])).toEqual([
      '111...',
      '111...',
      '......',
    ]);
    expect(paint([[0.6, 0.6, 2.4, 0.6, 2.4, 1.4, 0.6, 1.4]])).toEqual([
      '......',
      '......',
      '......',
    ]);
    expect(paint([[0, 0, 6, 0, 0, 3]])).toEqual(['11111.', '111...', '1.....']);
  });

  it('gives pixels in the middle of a shared edge to one of both', () => {
    expect(
      paint([
        [0, 0, 2.5, 0, 2.5, 3, 0, 3],
        [2.5, 0, 6, 0, 6, 3, 2.5, 3],
      ])[0],
    ).toBe('111222');
  });

  it('lays later objects above earlier ones and cuts off what lies outside', () => {
    const far = [-1e12, -1e12, 4, -1e12, 4, 1e12, -1e12, 1e12];
    expect(paint([far, [3, 1, 99, 1, 99, 2, 3, 2]])).toEqual(['1111..', '111222', '1111..']);
  });

  it('fills by the even-odd rule', () => {
    const twice = [0, 0, 4, 0, 4, 3, 0, 3, 0, 0, 2, 0, 2, 3, 0, 3];
    expect(paint([twice])).toEqual(['..11..', '..11..', '..11..']);
  });

  it('draws the same as a test of every pixel', () => {
    const corner = fc.double({ min: -3, max: 12, noNaN: true });
    const ring = fc.array(corner, { minLength: 6, maxLength: 24 });
    fc.assert(
      fc.property(fc.array(ring, { minLength: 1, maxLength: 3 }), (rings) => {
        const [outer = [], ...holes] = rings.map((numbers) =>
          numbers.slice(0, numbers.length & ~1),
        );
        const polygon = {
          outer: Float64Array.from(outer),
          holes: holes.map((h) => Float64Array.from(h)),
        };
        const drawn = rasterizeOutlines([{ label: 1, polygons: [polygon] }], 9, 9);
        const tested = drawn.data.map((value, i) => {
          const inside = isInside(polygon, (i % 9) + 0.5, Math.floor(i / 9) + 0.5);
          return inside === 'on an edge' ? value : Number(inside);
        });
        expect(showGrid(drawn.data, 9)).toEqual(showGrid(tested, 9));
      }),
    );
  });

  it('gives each pixel to one of two neighbours, wherever their shared edges run', () => {
    const corner = fc.double({ min: 0, max: 9, noNaN: true });
    const check = ([x0, y0, x1, y1]: readonly [number, number, number, number]) => {
      const left = paint([[0, 0, x0, 0, x0, y0, x1, y1, x1, 9, 0, 9]], 9, 9).join('');
      const right = paint([[9, 9, x1, 9, x1, y1, x0, y0, x0, 0, 9, 0]], 9, 9).join('');
      const shared = [...left].filter((pixel, i) => (pixel === '1') === (right[i] === '1'));
      expect(shared).toEqual([]);
    };
    check([8.999999999999973, 8.999999999999991, 1e-252, 2e-40]);
    fc.assert(fc.property(fc.tuple(corner, corner, corner, corner), check), { numRuns: 500 });
  });

  it('refuses outlines that would paint an image for hours', () => {
    const all = { outer: Float64Array.of(0, 0, 3000, 0, 3000, 3000, 0, 3000), holes: [] };
    const zigzag = {
      outer: new Float64Array(2_000_000).map((_, i) => (i % 4 === 3 ? 3000 : 0)),
      holes: [],
    };
    for (const polygon of [all, zigzag]) {
      const objects = new Array(1000).fill({ label: 1, polygons: [polygon] });
      expect(() => rasterizeOutlines(objects, 3000, 3000)).toThrow(
        expect.objectContaining({ code: 'too-large' }),
      );
    }
  });
});

function ringsOf({ outer, holes }: OutlinePolygon) {
  return [outer, ...holes];
}

function cornersOf(ring: Float64Array): string[] {
  return Array.from({ length: ring.length / 2 }, (_, i) => `${ring[2 * i]},${ring[2 * i + 1]}`);
}

/** Whether edges are level and upright by turns. */
function turnsEverywhere(ring: Float64Array): boolean {
  const at = (i: number) => ring[(i + ring.length) % ring.length];
  return Array.from({ length: ring.length / 2 }, (_, i) => 2 * i).every((i) => {
    const isLevel = at(i + 1) === at(i + 3);
    const wasLevel = at(i + 1) === at(i - 1);
    return isLevel !== wasLevel;
  });
}

/** Crossings of a ray to the left, one edge at a time. */
/** Even-odd rule; a point within rounding of an edge lies on either side. */
function isInside(polygon: OutlinePolygon, x: number, y: number): boolean | 'on an edge' {
  let isOdd = false;
  for (const ring of ringsOf(polygon)) {
    const count = ring.length / 2;
    for (let i = 0; i < count; i++) {
      const j = (i + 1) % count;
      const [x0, y0, x1, y1] = [ring[2 * i], ring[2 * i + 1], ring[2 * j], ring[2 * j + 1]] as [
        number,
        number,
        number,
        number,
      ];
      if (y0 > y === y1 > y) continue;
      const crossingX = x0 + ((y - y0) * (x1 - x0)) / (y1 - y0);
      if (Math.abs(crossingX - x) < 1e-9) return 'on an edge';
      if (crossingX < x) isOdd = !isOdd;
    }
  }
  return isOdd;
}
