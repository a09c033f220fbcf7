import { describe, expect, it } from 'vitest';
import { gapPosition, movedPosition, nextSelection } from '#ui/objects/rowSelection.ts';

const order = [5, 3, 9, 7];

describe('nextSelection', () => {
  it('replaces the selection on a plain click', () => {
    const step = { order, selection: new Set([5, 3]), anchor: null, target: 2 };
    expect([...nextSelection({ ...step, mode: 'replace' })]).toEqual([9]);
  });

  it('adds and removes with the toggle key', () => {
    const step = { order, anchor: null, mode: 'toggle' } as const;
    const added = nextSelection({ ...step, selection: new Set([5]), target: 2 });
    expect([...added]).toEqual([5, 9]);
    expect([...nextSelection({ ...step, selection: added, target: 0 })]).toEqual([9]);
  });

  it('extends from the anchor in the order of the table, in both directions', () => {
    const step = { order, selection: new Set([1]), mode: 'extend' } as const;
    expect([...nextSelection({ ...step, anchor: 1, target: 3 })]).toEqual([3, 9, 7]);
    expect([...nextSelection({ ...step, anchor: 2, target: 0 })]).toEqual([5, 3, 9]);
  });

  it('leaves the selection alone outside of the table', () => {
    const selection = new Set([5]);
    const step = { order, selection, anchor: null, target: 9, mode: 'replace' } as const;
    expect(nextSelection(step)).toBe(selection);
  });
});

describe('movedPosition', () => {
  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 2, 6],
    ['PageUp', 2, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
  ])('%s from row %i goes to row %i of 10', (key, position, target) => {
    expect(movedPosition(key, position, 10, 4)).toBe(target);
  });

  it('moves nowhere in an empty table or for other keys', () => {
    expect(movedPosition('ArrowDown', -1, 0, 4)).toBeNull();
    expect(movedPosition('x', 0, 10, 4)).toBeNull();
  });
});

describe('gapPosition', () => {
  it('is the place of the next row that is left', () => {
    expect(gapPosition(order, 3, [5, 9, 7])).toBe(1);
    expect(gapPosition(order, 3, [5, 7])).toBe(1);
    expect(gapPosition(order, 9, [7])).toBe(0);
  });

  it('is the end behind the last row, and the top when there was none', () => {
    expect(gapPosition(order, 7, [5, 3, 9])).toBe(3);
    expect(gapPosition(order, null, order)).toBe(0);
  });
});
