import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffTrees, isContinuous, patchTree } from '#store/history/treePatch.ts';

const leaf = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 3 }),
);
const { tree } = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, leaf, tie('tree')),
  tree: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('node'), { noNullPrototype: true }),
}));
const trees = tree.map((value) => value as Readonly<Record<string, unknown>>);

it('leads from either tree to the other', () => {
  fc.assert(
    fc.property(trees, trees, (one, other) => {
      const changes = diffTrees(one, other);
      expect(patchTree(one, changes, 'after')).toEqual(other);
      expect(patchTree(other, changes, 'before')).toEqual(one);
    }),
  );
});

it('finds no change in a copy', () => {
  fc.assert(
    fc.property(trees, (one) => {
      expect(diffTrees(one, structuredClone(one))).toEqual([]);
    }),
  );
});

it('leaves parts alone that it is not about, and those that are gone', () => {
  const kept = { deep: [1] };
  const before = { kept, other: { value: 1 } };
  const changes = diffTrees(before, { kept, other: { value: 2 } });
  expect(patchTree(before, changes, 'after').kept).toBe(kept);
  const without: object = { kept };
  expect(patchTree(without, changes, 'after')).toEqual({ kept });
});

it('takes numbers and colours for what is dragged, and switches for what is not', () => {
  const change = (before: object, after: object) => isContinuous(diffTrees(before, after));
  expect(change({ threshold: 0.5 }, { threshold: 0.6 })).toBe(true);
  expect(change({ range: [0, 9] }, { range: [1, 9] })).toBe(true);
  expect(change({ color: '#ff0000' }, { color: '#00ff00' })).toBe(true);
  expect(change({ isVisible: true }, { isVisible: false })).toBe(false);
  expect(change({ decay: 'none' }, { decay: 'cosine' })).toBe(false);
  expect(change({ patience: null }, { patience: 3 })).toBe(false);
  expect(change({ threshold: 0.5 }, { threshold: 0.5 })).toBe(false);
});
