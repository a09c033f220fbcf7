import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistances } from '#domain/segmentation/distanceTransform.ts';
import { traceBasins } from '#domain/segmentation/splitting/catchmentBasins.ts';
import { chooseMarkers } from '#domain/segmentation/splitting/splitMarkers.ts';
import { splitTouchingObjects } from '#domain/segmentation/splitting/splitTouching.ts';
import { createRandom } from '#lib/random.ts';
import { countPixels, floodFillPieces, type Grid, masks, readGrid } from '#testing/labelGrids.ts';

const EDGE_PX = 96;

/** Largest setting that the figures below are promised to survive. */
const HIGH = 0.9;

function split(mask: Grid, splitTouching: number, minimumSizePx = 0): Int32Array<ArrayBuffer> {
  const labels = floodFillPieces(mask, 4);
  splitTouchingObjects(labels, mask.width, { splitTouching, minimumSizePx });
  return labels;
}

function countObjects(labels: Int32Array): number {
  return new Set(labels.filter((label) => label > 0)).size;
}

function draw(isInside: (x: number, y: number) => boolean): Grid {
  const data = Int32Array.from({ length: EDGE_PX * EDGE_PX }, (_, i) =>
    isInside(i % EDGE_PX, Math.floor(i / EDGE_PX)) ? 1 : 0,
  );
  return { width: EDGE_PX, height: EDGE_PX, data };
}

/** An ellipse in the middle; its radius is multiplied by `outline(angle)`. */
function drawEllipse(
  longPx: number,
  shortPx: number,
  angle: number,
  outline: (angle: number) => number = () => 1,
): Grid {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return draw((x, y) => {
    const [dx, dy] = [x - 47.3, y - 47.8];
    const along = (dx * cos + dy * sin) / longPx;
    const across = (dy * cos - dx * sin) / shortPx;
    return Math.hypot(along, across) <= outline(Math.atan2(across, along));
  });
}

/** Two discs whose centres are `gapPx` apart, along a line at `angle`. */
function drawPair(radiusPx: number, gapPx: number, angle: number): Grid {
  const [dx, dy] = [(gapPx / 2) * Math.cos(angle), (gapPx / 2) * Math.sin(angle)];
  return draw(
    (x, y) =>
      Math.hypot(x - 48 - dx, y - 48 - dy) <= radiusPx ||
      Math.hypot(x - 48 + dx, y - 48 + dy) <= radiusPx,
  );
}

const blobs = masks.map(({ width, height, data }) => ({
  width: 3 * width,
  height: 3 * height,
  data: Int32Array.from({ length: 9 * data.length }, (_, i) => {
    const x = Math.floor((i % (3 * width)) / 3);
    return data[Math.floor(i / (9 * width)) * width + x] as number;
  }),
}));

describe('splitTouchingObjects', () => {
  it('parts two overlapping discs in the middle, at any angle, and not at 0', () => {
    for (const radiusPx of [6, 10, 20]) {
      for (let angle = 0; angle < Math.PI; angle += 0.2) {
        const mask = drawPair(radiusPx, 1.7 * radiusPx, angle);
        expect(countObjects(split(mask, 0))).toBe(1);
        const labels = split(mask, 0.8);
        const areas = countPixels(labels)
          .slice(1)
          .filter((areaPx) => areaPx > 0);
        expect(areas).toHaveLength(2);
        expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(1 + 1.3 / radiusPx);
      }
    }
  });

  it('parts discs at the setting that their neck asks for', () => {
    // 2·√(20² − 16²) = 24 px of the 40 px that a disc is wide.
    const mask = drawPair(20, 32, 0);
    expect(countObjects(split(mask, 0.55))).toBe(1);
    expect(countObjects(split(mask, 0.65))).toBe(2);
  });

  it('leaves single discs and ellipses whole', () => {
    for (const longPx of [3, 4.6, 8, 13.5, 30, 44]) {
      for (const aspect of [1, 0.75, 0.5, 0.3]) {
        for (let angle = 0; angle < Math.PI; angle += 0.31) {
          const mask = drawEllipse(longPx, longPx * aspect, angle);
          if (countObjects(floodFillPieces(mask, 4)) !== 1) continue;
          expect([longPx, aspect, angle, countObjects(split(mask, HIGH))]).toEqual([
            longPx,
            aspect,
            angle,
            1,
          ]);
        }
      }
    }
  });

  it('leaves discs with a ragged outline whole', () => {
    const random = createRandom(4);
    for (let run = 0; run < 60; run++) {
      const radiusPx = random.uniform(5, 30);
      const roughness = Array.from({ length: 64 }, () => 1 + random.uniform(-0.6, 0.6) / radiusPx);
      const outline = (angle: number) =>
        roughness[Math.floor(((angle + Math.PI) / (2 * Math.PI)) * 63.99)] as number;
      const labels = split(drawEllipse(radiusPx, radiusPx, 0, outline), HIGH);
      expect([run, countObjects(labels)]).toEqual([run, 1]);
    }
  });

  it('undoes cuts that leave too small a piece, the widest neck first', () => {
    const beads = readGrid(`
      .....................
      .11111.....111.......
      .11111....11111.111..
      .111111111111111111..
      .11111....11111.111..
      .11111.....111.......
      .....................`);
    const areasOf = (labels: Int32Array) =>
      countPixels(labels)
        .slice(1)
        .filter((areaPx) => areaPx > 0)
        .sort((a, b) => a - b);
    const [smallestPx = 0, middlePx = 0, largestPx = 0] = areasOf(split(beads, 1));
    expect(areasOf(split(beads, 1, smallestPx))).toEqual([smallestPx, middlePx, largestPx]);
    const labels = split(beads, 1, smallestPx + 1);
    expect(areasOf(labels)).toEqual([largestPx, smallestPx + middlePx]);
    expect(labels[3 * 21 + 18]).toBe(labels[3 * 21 + 12]);
    expect(areasOf(split(beads, 1, 60))).toEqual([smallestPx + middlePx + largestPx]);
  });

  it('leaves components as they are at 0', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        expect(split(mask, 0)).toEqual(floodFillPieces(mask, 4));
      }),
    );
  });

  it('gives 4-connected objects of at least the minimum size that cover what was covered', () => {
    const settings = fc.record({
      mask: fc.oneof(masks, blobs),
      splitTouching: fc.double({ min: 0, max: 1, noNaN: true }),
      minimumSizePx: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(settings, ({ mask, splitTouching, minimumSizePx }) => {
        const components = floodFillPieces(mask, 4);
        const componentAreas = countPixels(components);
        const labels = split(mask, splitTouching, minimumSizePx);
        expect(labels.map((label) => Math.min(label, 1))).toEqual(mask.data);
        const pieces = floodFillPieces({ ...mask, data: labels }, 4);
        expect(countObjects(pieces)).toBe(countObjects(labels));
        const areas = countPixels(labels);
        for (const [i, label] of labels.entries()) {
          const wholeAreaPx = componentAreas[components[i] as number] as number;
          const required = Math.min(minimumSizePx, wholeAreaPx);
          expect(label === 0 || (areas[label] as number) >= required).toBe(true);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('gives each pixel to a marker that a flood of the distance map brings to it first', () => {
    fc.assert(
      fc.property(blobs, fc.constantFrom(0.4, 0.7, 1), (mask, splitTouching) => {
        const labels = split(mask, splitTouching);
        const basins = mask.data.slice();
        const distances = squaredDistances(mask.data, mask.width);
        const markers = chooseMarkers(traceBasins(basins, distances, mask.width), splitTouching);
        const marked = labels.map((label, i) => (markers[basins[i] as number] ? label : 0));
        for (const [i, objects] of floodMarkers({ ...mask, data: distances }, marked).entries()) {
          if (labels[i] !== 0) expect(objects).toContain(labels[i]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** By pixel: the objects of the markers in reach when the flood, as it falls, first finds any. */
function floodMarkers(distances: Grid, marked: Int32Array): number[][] {
  const reached = Array.from(marked, (): number[] => []);
  const heights = [...new Set(distances.data)].filter((height) => height > 0);
  for (const height of heights.sort((a, b) => b - a)) {
    const data = distances.data.map((distance) => (distance >= height ? 1 : 0));
    const flood = floodFillPieces({ ...distances, data }, 4);
    const objects = Array.from(flood, (): number[] => []);
    for (const [i, object] of marked.entries()) {
      if (object !== 0) objects[flood[i] as number]?.push(object);
    }
    for (const [i, piece] of flood.entries()) {
      if (piece !== 0 && reached[i]?.length === 0) reached[i] = objects[piece] as number[];
    }
  }
  return reached;
}
