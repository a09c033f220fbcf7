import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureConvexHulls } from '#domain/measurement/convexHulls.ts';
import { indexLabels } from '#domain/measurement/labelIndex.ts';
import { sumRegions } from '#domain/measurement/regionSums.ts';
import { collectRowExtents } from '#domain/measurement/rowExtents.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const WIDTH = 11;

function hullOf(mask: readonly number[]) {
  const data = Uint32Array.from(mask);
  const labels = { width: WIDTH, height: mask.length / WIDTH, data };
  const index = indexLabels(data);
  const { occupiedRows } = sumRegions(labels, index);
  const hulls = measureConvexHulls(collectRowExtents(labels, index, occupiedRows), labels.height);
  return { area: hulls.area[0], feretDiameter: hulls.feretDiameter[0] };
}

/** Positive when `c` lies to the left of the way from `a` to `b`. */
function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** Midpoints of the pixels' edges. */
function diamonds(pixels: readonly Point[]): Point[] {
  return pixels.flatMap(({ x, y }) => [
    { x: x - 0.5, y },
    { x: x + 0.5, y },
    { x, y: y - 0.5 },
    { x, y: y + 0.5 },
  ]);
}

/** Pixels of the hull, by testing every pixel against every line that has all points on one side. */
function bruteForceHull(mask: readonly number[]): Point[] {
  const grid = mask.map((_, i) => ({ x: i % WIDTH, y: Math.floor(i / WIDTH) }));
  const points = diamonds(grid.filter((_, i) => mask[i] === 1));
  const sides: [Point, Point][] = points.flatMap((a) =>
    points
      .filter((b) => (a.x !== b.x || a.y !== b.y) && points.every((c) => turn(a, b, c) >= 0))
      .map((b): [Point, Point] => [a, b]),
  );
  return grid.filter((pixel) => sides.every(([a, b]) => turn(a, b, pixel) >= 0));
}

describe('measureConvexHulls', () => {
  it('agrees with brute force, whether the object is connected or not', () => {
    const masks = fc
      .array(fc.constantFrom(0, 0, 0, 0, 1), { minLength: WIDTH * 8, maxLength: WIDTH * 8 })
      .filter((mask) => mask.includes(1));
    fc.assert(
      fc.property(masks, (mask) => {
        const pixels = bruteForceHull(mask);
        const outline = diamonds(pixels);
        const squares = outline.map((a) =>
          Math.max(...outline.map((b) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2)),
        );
        expect(hullOf(mask)).toEqual({
          area: pixels.length,
          feretDiameter: Math.sqrt(Math.max(...squares)),
        });
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('counts pixels whose centre lies exactly on the edge of the hull', () => {
    // The hull's upper edge from (0, −½) to (2, ½) passes the centre (1, 0), its lower edge (1, 1).
    const mask = [1, ...Array(WIDTH - 1).fill(0), 0, 0, 1, ...Array(WIDTH - 3).fill(0)];
    expect(hullOf(mask).area).toBe(4);
  });

  it('keeps the pixels beside a diagonal out', () => {
    const mask = [1, ...Array(WIDTH - 1).fill(0), 0, 1, ...Array(WIDTH - 2).fill(0)];
    expect(hullOf(mask)).toEqual({ area: 2, feretDiameter: Math.hypot(2, 1) });
  });
});
