import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growToBorders } from '#domain/segmentation/growToBorders.ts';
import {
  floodFillPieces,
  type Grid,
  masks,
  neighboursOf,
  readGrid,
  showGrid,
} from '#testing/labelGrids.ts';

/** The same flood with a plain list that is searched for the next pixel. */
function floodByList(seeds: Grid, levels: ArrayLike<number>): Int32Array {
  const labels = seeds.data.slice();
  const waiting = [...labels.keys()]
    .filter((i) => labels[i] !== 0)
    .map((i) => ({ i, level: levels[i] as number }));
  while (waiting.length > 0) {
    const top = Math.max(...waiting.map(({ level }) => level));
    const [next] = waiting.splice(
      waiting.findIndex(({ level }) => level === top),
      1,
    );
    if (!next) break;
    for (const j of neighboursOf(next.i, seeds, 4)) {
      if (labels[j] !== 0) continue;
      labels[j] = labels[next.i] as number;
      waiting.push({ i: j, level: Math.min(next.level, levels[j] as number) });
    }
  }
  return labels;
}

function grow(seeds: Grid, levels: ArrayLike<number>): Int32Array {
  const labels = seeds.data.slice();
  growToBorders(labels, { ...seeds, data: Uint16Array.from(levels) });
  return labels;
}

const floods = masks.chain((mask) =>
  fc.record({
    seeds: fc.constant({ ...mask, data: floodFillPieces(mask, 4) }),
    levels: fc.array(fc.oneof(fc.nat(3), fc.nat(65_535)), {
      minLength: mask.data.length,
      maxLength: mask.data.length,
    }),
  }),
);

describe('growToBorders', () => {
  it('lets objects meet where the probability is lowest, however near that is to one of them', () => {
    const seeds = readGrid('1........2');
    const rows = ['z99888139z', 'z98761888z', 'z91888888z'].map((levels) =>
      showGrid(grow(seeds, readGrid(levels).data), 10),
    );
    expect(rows.flat()).toEqual(['1111111222', '1111122222', '1112222222']);
  });

  it('grows around an object that is in the way, and covers flat ground evenly', () => {
    const seeds = readGrid(`
      .......
      .1...2.
      .......`);
    const rows = showGrid(grow(seeds, new Uint16Array(21)), 7);
    expect(rows).toEqual(['1111222', '1111222', '1111222']);
  });

  it('changes nothing without objects, and nothing where all is taken', () => {
    expect(showGrid(grow(readGrid('... ...'), new Uint16Array(6).fill(9)), 3)).toEqual([
      '...',
      '...',
    ]);
    expect(showGrid(grow(readGrid('12 21'), new Uint16Array(4)), 2)).toEqual(['12', '21']);
  });

  it('agrees with the same flood through a searched list', () => {
    fc.assert(
      fc.property(floods, ({ seeds, levels }) => {
        expect(grow(seeds, levels)).toEqual(floodByList(seeds, levels));
      }),
    );
  });

  it('takes every pixel, moves no pixel of an object, and keeps objects 4-connected', () => {
    fc.assert(
      fc.property(floods, ({ seeds, levels }) => {
        const grown = grow(seeds, levels);
        const count = Math.max(...seeds.data);
        expect(grown.every((label, i) => seeds.data[i] === 0 || label === seeds.data[i])).toBe(
          true,
        );
        if (count > 0) expect(grown.includes(0)).toBe(false);
        expect(Math.max(...floodFillPieces({ ...seeds, data: grown.slice() }, 4))).toBe(count);
      }),
    );
  });
});
