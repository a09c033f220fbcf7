import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistances } from '#domain/segmentation/distanceTransform.ts';
import { type BasinGraph, traceBasins } from '#domain/segmentation/splitting/catchmentBasins.ts';
import {
  countPixels,
  type Grid,
  masks,
  neighboursOf,
  readGrid,
  showGrid,
} from '#testing/labelGrids.ts';

function trace(distances: Grid) {
  const labels = new Int32Array(distances.data.length).fill(99);
  return { labels, graph: traceBasins(labels, distances.data, distances.width) };
}

/** One pixel at a time, by the rule: left before right, above before below, dithered by slope. */
function climb(distances: Grid, from: number): number {
  const { data, width } = distances;
  const here = data[from] as number;
  const isHigher = (a: number, b: number) =>
    (data[a] as number) > (data[b] as number) || (data[a] === data[b] && a < b);
  const uphill = neighboursOf(from, distances, 4).filter((j) => isHigher(j, from));
  const [inRow, inColumn] = [1, width].map((step) =>
    uphill
      .filter((j) => Math.abs(j - from) === step && (width > 1 || step === width))
      .sort((a, b) => (isHigher(a, b) ? -1 : 1))
      .at(0),
  );
  if (inRow === undefined && inColumn === undefined) return from;
  if (inRow === undefined || inColumn === undefined) {
    return climb(distances, (inRow ?? inColumn) as number);
  }
  const [rowRise, columnRise] = [(data[inRow] as number) - here, (data[inColumn] as number) - here];
  const isEvenColumn = (from % width) % 2 === 0;
  const isEvenRow = Math.floor(from / width) % 2 === 0;
  const least = isEvenRow ? (isEvenColumn ? 1 / 8 : 5 / 8) : isEvenColumn ? 7 / 8 : 3 / 8;
  const alongRow = rowRise > 0 && rowRise / (rowRise + columnRise) > least;
  return climb(distances, alongRow ? inRow : inColumn);
}

function listContacts({ contacts }: BasinGraph): string[] {
  const { firsts, seconds, passes, edgePasses } = contacts;
  return Array.from({ length: contacts.count }, (_, pair) =>
    [firsts, seconds, passes, edgePasses].map((list) => list.data[pair]).join(' '),
  ).sort();
}

/** Every pixel against each of its 8 neighbours. */
function searchContacts(labels: Int32Array, { width, height, data }: Grid): string[] {
  const contacts = new Map<string, [pass: number, edgePass: number]>();
  for (const [i, here] of labels.entries()) {
    for (const j of neighboursOf(i, { width, height }, 8)) {
      const there = labels[j] as number;
      if (here === 0 || there === 0 || here >= there) continue;
      const height = Math.min(data[i] as number, data[j] as number);
      const [pass, edgePass] = contacts.get(`${here} ${there}`) ?? [0, 0];
      const sharesEdge = neighboursOf(i, { width, height: labels.length / width }, 4).includes(j);
      contacts.set(`${here} ${there}`, [
        Math.max(pass, height),
        Math.max(edgePass, sharesEdge ? height : 0),
      ]);
    }
  }
  return Array.from(contacts, ([pair, passes]) => `${pair} ${passes.join(' ')}`).sort();
}

/** Distance maps of masks, and heights of any kind. */
const heights = fc.oneof(
  masks.map((mask) => ({ ...mask, data: squaredDistances(mask.data, mask.width) })),
  masks.chain((mask) =>
    fc
      .array(fc.nat(9), { minLength: mask.data.length, maxLength: mask.data.length })
      .map((values) => ({ ...mask, data: Int32Array.from(values) })),
  ),
);

describe('traceBasins', () => {
  it('gives each pixel to the peak above it, and the first in raster order on a tie', () => {
    const { labels, graph } = trace(readGrid('12321.252 11111.131'));
    expect(showGrid(labels, 9)).toEqual(['11111.222', '11111.222']);
    expect([...graph.peaks]).toEqual([0, 3, 5]);
    expect([...graph.areasPx]).toEqual([0, 10, 6]);
    expect(showGrid(trace(readGrid('3113')).labels, 4)).toEqual(['1122']);
    expect(showGrid(trace(readGrid('22 22')).labels, 2)).toEqual(['11', '11']);
  });

  it('finds the highest pass between basins, over edges and over corners', () => {
    const { labels, graph } = trace(
      readGrid(`
        95.
        1.7
        158`),
    );
    expect(showGrid(labels, 3)).toEqual(['11.', '1.2', '222']);
    expect(listContacts(graph)).toEqual(['1 2 5 1']);
  });

  it('agrees with climbing from each pixel, and numbers peaks in raster order', () => {
    fc.assert(
      fc.property(heights, (distances) => {
        const { labels, graph } = trace(distances);
        const tops = [...distances.data.keys()].map((i) =>
          distances.data[i] === 0 ? -1 : climb(distances, i),
        );
        const peaks = [...new Set(tops)].filter((i) => i >= 0).sort((a, b) => a - b);
        expect([...labels]).toEqual(tops.map((top) => peaks.indexOf(top) + 1));
        expect(graph.count).toBe(peaks.length);
        expect([...graph.peaks].slice(1)).toEqual(peaks.map((i) => distances.data[i]));
        expect([...graph.areasPx].slice(1)).toEqual(countPixels(labels).slice(1));
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with a search for contacts', () => {
    fc.assert(
      fc.property(heights, (distances) => {
        const { labels, graph } = trace(distances);
        expect(listContacts(graph)).toEqual(searchContacts(labels, distances));
      }),
      { numRuns: 300 },
    );
  });
});
