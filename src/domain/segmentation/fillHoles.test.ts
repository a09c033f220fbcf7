import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillHoles } from '#domain/segmentation/fillHoles.ts';
import {
  countPixels,
  floodFillPieces,
  type Grid,
  masks,
  neighboursOf,
  readGrid,
  showGrid,
} from '#testing/labelGrids.ts';

/** Labels after filling, and the areas that were kept up on the way. */
function fill(grid: Grid) {
  const labels = grid.data.slice();
  const areasPx = Int32Array.from(countPixels(labels));
  fillHoles(labels, grid.width, areasPx);
  return { labels, areasPx, rows: showGrid(labels, grid.width) };
}

/** The definition, piece by piece: all neighbours of a piece that reaches no border are one object. */
function searchHoles(grid: Grid): Int32Array {
  const { width, height, data } = grid;
  const background = data.map((label) => (label === 0 ? 1 : 0));
  const pieces = floodFillPieces({ width, height, data: background }, 8);
  const filled = data.slice();
  for (let piece = 1; piece <= Math.max(...pieces); piece++) {
    const pixels = [...pieces.keys()].filter((i) => pieces[i] === piece);
    const neighbours = pixels.map((i) => neighboursOf(i, grid, 4));
    const objects = new Set(neighbours.flat().map((j) => data[j] as number));
    objects.delete(0);
    const [object] = objects;
    if (objects.size !== 1 || neighbours.some((list) => list.length < 4)) continue;
    for (const i of pixels) filled[i] = object as number;
  }
  return filled;
}

describe('fillHoles', () => {
  it('fills holes of several rows and adds them to the area', () => {
    const { rows, areasPx } = fill(
      readGrid(`
        .......
        .11111.
        .1...1.
        .1.1.1.
        .11111.
        .......`),
    );
    expect(rows.slice(1, 5)).toEqual(['.11111.', '.11111.', '.11111.', '.11111.']);
    expect(areasPx[1]).toBe(20);
  });

  it('leaves bays, holes at the border and holes with another object inside', () => {
    const rows = `
      .11111.
      .1...1.
      .11.11.
      ......2
      33333.2
      3...322
      3.4.3.2
      3...322
      33333..`;
    expect(fill(readGrid(rows)).rows).toEqual(rows.trim().split(/\s+/));
  });

  it('fills only what is closed to diagonal steps', () => {
    expect(
      fill(
        readGrid(`
        .......
        .11....
        .1.1...
        .111...
        ....2..
        ...2.3.
        ....4..
        .......`),
      ).rows,
    ).toEqual([
      '.......',
      '.11....',
      '.1.1...',
      '.111...',
      '....2..',
      '...2.3.',
      '....4..',
      '.......',
    ]);
  });

  it('fills the inner hole of a ring within a ring, not the gap between them', () => {
    expect(
      fill(
        readGrid(`
        1111111
        1.....1
        1.222.1
        1.2.2.1
        1.222.1
        1.....1
        1111111`),
      ).rows,
    ).toEqual(['1111111', '1.....1', '1.222.1', '1.222.1', '1.222.1', '1.....1', '1111111']);
  });

  it('agrees with the definition for every picture of separate objects', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const grid = { ...mask, data: floodFillPieces(mask, 4) };
        const { labels, areasPx } = fill(grid);
        expect(labels).toEqual(searchHoles(grid));
        expect([...areasPx].slice(1)).toEqual(countPixels(labels).slice(1));
      }),
      { numRuns: 500 },
    );
  });
});
