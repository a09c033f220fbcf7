import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistances } from '#domain/segmentation/distanceTransform.ts';
import { traceBasins } from '#domain/segmentation/splitting/catchmentBasins.ts';
import { chooseMarkers } from '#domain/segmentation/splitting/splitMarkers.ts';
import { floodFillPieces, type Grid, masks, readGrid } from '#testing/labelGrids.ts';

/** Peak pixels of the basins that hold a marker. */
function markedPeaks(mask: Grid, splitTouching: number): number[] {
  const distances = squaredDistances(mask.data, mask.width);
  const labels = mask.data.slice();
  const graph = traceBasins(labels, distances, mask.width);
  const markers = chooseMarkers(graph, splitTouching);
  const peaks: number[] = [];
  for (let i = labels.length - 1; i >= 0; i--) {
    const basin = labels[i] as number;
    if (basin > 0 && distances[i] === graph.peaks[basin]) peaks[basin] = i;
  }
  return peaks.filter((_, basin) => markers[basin] === 1);
}

/**
 * The rule peak by peak: the pass of a peak is the lowest distance on the best way to a higher peak;
 * it is found by flooding the map at every height.
 */
function searchMarkedPeaks(mask: Grid, splitTouching: number): number[] {
  const { data, width } = mask;
  const distances = squaredDistances(data, width);
  const labels = data.slice();
  traceBasins(labels, distances, width);
  const peaks: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const basin = labels[i] as number;
    const known = peaks[basin];
    if (known === undefined || (distances[i] as number) > (distances[known] as number))
      peaks[basin] = i;
  }
  const heights = [...new Set(distances)].filter((height) => height > 0).sort((a, b) => b - a);
  const floods = heights.map((height) =>
    floodFillPieces({ ...mask, data: distances.map((d) => (d >= height ? 1 : 0)) }, 8),
  );
  const isHigher = (a: number, b: number) =>
    (distances[a] as number) > (distances[b] as number) || (distances[a] === distances[b] && a < b);
  return peaks.filter((peak, basin) => {
    if (basin === 0) return false;
    const reached = floods.findIndex(
      (flood) =>
        flood[peak] !== 0 &&
        peaks.some((p, b) => b > 0 && flood[p] === flood[peak] && isHigher(p, peak)),
    );
    if (reached < 0) return true;
    const top = Math.sqrt(distances[peak] as number);
    const pass = Math.sqrt(heights[reached] as number);
    return top >= 2 && top - pass >= 0.75 && 2 * pass - 1 < splitTouching * (2 * top - 1);
  });
}

const DUMBBELL = readGrid(`
  .................
  .11111.....11111.
  .11111.....11111.
  .1111111111111111
  .11111.....11111.
  .11111.....11111.
  .................`);

describe('chooseMarkers', () => {
  it('parts two bulges when the neck is narrower than the fraction of their width', () => {
    // The neck is 1 px wide and the bulges are 5 px.
    expect(markedPeaks(DUMBBELL, 0.19)).toHaveLength(1);
    expect(markedPeaks(DUMBBELL, 0.2)).toHaveLength(1);
    expect(markedPeaks(DUMBBELL, 0.21)).toHaveLength(2);
    expect(markedPeaks(DUMBBELL, 1)).toHaveLength(2);
  });

  it('never parts bulges that are less than 3 px wide', () => {
    const beads = readGrid(`
      ..........
      .11....11.
      .11111111.
      .11....11.
      ..........`);
    expect(markedPeaks(beads, 1)).toHaveLength(1);
  });

  it('leaves every object one marker when nothing is split', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const pieces = floodFillPieces(mask, 8);
        expect(
          markedPeaks(mask, 0)
            .map((peak) => pieces[peak])
            .sort(),
        ).toEqual([...new Set(pieces)].filter((piece) => piece > 0).sort());
      }),
    );
  });

  it('agrees with flooding the distance map at every height', () => {
    const fractions = fc.constantFrom(0.2, 0.35, 0.5, 0.7, 0.85, 1);
    const blobs = masks.map(thicken);
    fc.assert(
      fc.property(fc.oneof(masks, blobs), fractions, (mask, splitTouching) => {
        expect(markedPeaks(mask, splitTouching)).toEqual(searchMarkedPeaks(mask, splitTouching));
      }),
      { numRuns: 150 },
    );
  });
});

/** The same picture with pixels of 3 × 3, so that it has bulges and necks. */
function thicken({ width, height, data }: Grid): Grid {
  const thick = Int32Array.from({ length: 9 * data.length }, (_, i) => {
    const x = Math.floor((i % (3 * width)) / 3);
    const y = Math.floor(Math.floor(i / (3 * width)) / 3);
    return data[y * width + x] as number;
  });
  return { width: 3 * width, height: 3 * height, data: thick };
}
