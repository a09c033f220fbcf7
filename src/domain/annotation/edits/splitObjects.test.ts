import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationFrom } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { linePixels } from '#domain/annotation/regions/linePixels.ts';
import {
  countPixels,
  floodFillPieces,
  masks,
  neighboursOf,
  readGrid,
  showGrid,
} from '#testing/labelGrids.ts';

function sessionOf(text: string, classes: ReadonlyMap<number, number> = new Map()) {
  const { width, height, data } = readGrid(text);
  const labels = { width, height, data: Uint32Array.from(data) };
  const session = new AnnotationSession(annotationFrom({ labels, classes }));
  const show = () => showGrid(session.annotation.data, width);
  const split = (points: readonly number[], label: number | null = null) =>
    session.edit({ kind: 'split', points: new Float32Array(points), label });
  return { session, show, split };
}

const refusal = expect.objectContaining({ code: 'invalid-argument' });

describe('splitting by a line', () => {
  it('leaves the id to the largest part and loses no pixel', () => {
    const { show, split, session } = sessionOf(
      `........
       .111111.
       .111111.
       .111111.
       ........`,
      new Map([[1, 3]]),
    );
    const { label } = split([3.5, 0, 3.5, 5]);
    expect(label).toBe(2);
    expect(show()).toEqual(['........', '.222111.', '.222111.', '.222111.', '........']);
    expect(session.annotation.classes).toEqual(
      new Map([
        [1, 3],
        [2, 3],
      ]),
    );
    session.undo();
    expect(session.annotation.nextLabel).toBe(2);
    expect(session.annotation.classes).toEqual(new Map([[1, 3]]));
  });

  it('cuts every object that the line crosses, or one of them only', () => {
    const grid = `11112222
                  11112222
                  11112222
                  11112222`;
    const all = sessionOf(grid);
    expect(all.split([0, 1.6, 8, 1.4]).label).toBe(3);
    expect(all.show()).toEqual(['33334444', '33334444', '11112222', '11112222']);
    const one = sessionOf(grid);
    expect(one.split([0, 1.6, 8, 1.4], 2).label).toBe(3);
    expect(one.show()).toEqual(['11113333', '11113333', '11112222', '11112222']);
  });

  it('leaves pieces that the line does not cross with their object', () => {
    const { show, split } = sessionOf(
      `11111...11
       11111...11
       11111...11`,
    );
    split([1.5, 0, 1.5, 3]);
    expect(show()).toEqual(['22111...11', '22111...11', '22111...11']);
  });

  it('falls into as many parts as the line makes', () => {
    const { show, split } = sessionOf(
      `111111111
       111111111
       111111111`,
    );
    split([2.5, -1, 2.5, 4, 6.5, 4, 6.5, -1]);
    expect(new Set(show().join(''))).toEqual(new Set(['1', '2', '3']));
  });

  it('does not take a speck at the outline for a part', () => {
    const { split } = sessionOf(
      `.1........
       1111111111
       1111111111
       1111111111
       1111111111`,
    );
    expect(() => split([0, 1.5, 4, 1.5, 4, 0])).toThrow(refusal);
  });

  it.each([
    ['ends inside', [1.5, 0, 1.5, 2.5]],
    ['passes by', [0, 9, 5, 9]],
    ['has one point only', [1, 1]],
  ])('refuses a line that %s, and changes nothing', (_, points) => {
    const { show, split, session } = sessionOf('1111 1111 1111 1111');
    expect(() => split(points)).toThrow(refusal);
    expect(show()).toEqual(['1111', '1111', '1111', '1111']);
    expect(session.annotation.nextLabel).toBe(2);
    expect(session.state().undoTitle).toBeNull();
  });

  it('parts pixels as the line does, whatever the object', () => {
    const coordinate = fc.integer({ min: -10, max: 190 }).map((x) => x * 0.1 + 0.0137);
    const lines = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 4 });
    let cutCount = 0;
    fc.assert(
      fc.property(masks, lines, (grid, line) => {
        const labels = { ...grid, data: Uint32Array.from(grid.data) };
        const { annotation } = new AnnotationSession(
          annotationFrom({ labels, classes: new Map() }),
        );
        const session = new AnnotationSession(annotation);
        const edit = { kind: 'split', points: new Float32Array(line.flat()), label: null } as const;
        const remaining = grid.data.slice();
        for (const i of linePixels(edit.points, grid)) remaining[i] = 0;
        const parts = floodFillPieces({ ...grid, data: remaining }, 8);
        const pieces = floodFillPieces(grid, 8);
        const areas = countPixels(parts);
        const keepers = keepersOf(parts, pieces, areas);
        const isSpeck = (part: number, keeper: number) =>
          (areas[part] as number) < 5 && 8 * (areas[part] as number) <= (areas[keeper] as number);
        const isCut = [...parts].some((part, i) => {
          const keeper = keepers.get(pieces[i] as number) ?? 0;
          return part !== 0 && part !== keeper && !isSpeck(part, keeper);
        });
        if (!isCut) {
          expect(() => session.edit(edit)).toThrow(refusal);
          expect([...annotation.data]).toEqual([...grid.data]);
          return;
        }
        cutCount++;
        session.edit(edit);
        const after = annotation.data;
        const ids = new Map<number, number>();
        parts.forEach((part, i) => {
          expect(after[i] === 0).toBe(grid.data[i] === 0);
          const keeper = keepers.get(pieces[i] as number) ?? 0;
          if (part === 0 || (part !== keeper && isSpeck(part, keeper))) return;
          const id = ids.get(part) ?? (after[i] as number);
          ids.set(part, id);
          expect(after[i]).toBe(id);
          expect(id === 1).toBe(part === keeper);
        });
        const cutOff = [...ids.values()].filter((id) => id !== 1);
        expect(cutOff).toEqual(Array.from(cutOff, (_, i) => i + 2));
        // The others joined a part next to them.
        after.forEach((id, i) => {
          if (grid.data[i] === 0 || ids.has(parts[i] as number)) return;
          const around = neighboursOf(i, grid, 8).filter((j) => pieces[j] === pieces[i]);
          if (id !== 1) expect(around.map((j) => after[j])).toContain(id);
        });
      }),
      { numRuns: 1000 },
    );
    expect(cutCount).toBeGreaterThan(50);
  });
});

/** The largest part of each piece, the first of several. */
function keepersOf(parts: Int32Array, pieces: Int32Array, areas: readonly number[]) {
  const keepers = new Map<number, number>();
  parts.forEach((part, i) => {
    if (part === 0) return;
    const piece = pieces[i] as number;
    const keeper = keepers.get(piece);
    const isFirst = keeper === undefined;
    if (isFirst || (areas[part] as number) > (areas[keeper] as number)) keepers.set(piece, part);
  });
  return keepers;
}
