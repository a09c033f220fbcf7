import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnionFind } from '#lib/unionFind.ts';

describe('UnionFind', () => {
  it('keeps items apart until they are united', () => {
    const sets = new UnionFind(3);
    expect([0, 1, 2].map((item) => sets.find(item))).toEqual([0, 1, 2]);
    expect(sets.add()).toBe(3);
    expect(sets.count).toBe(4);
    expect(sets.unite(3, 1)).toBe(1);
    expect(sets.unite(3, 2)).toBe(1);
    expect([0, 1, 2, 3].map((item) => sets.find(item))).toEqual([0, 1, 1, 1]);
  });

  it('gives every set its smallest member, whatever was united in which order', () => {
    const pairs = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 60 });
    fc.assert(
      fc.property(pairs, (united) => {
        const sets = new UnionFind();
        for (let item = 0; item <= 40; item++) sets.add();
        let members = Array.from({ length: 41 }, (_, item) => [item]);
        for (const [a, b] of united) {
          sets.unite(a, b);
          const merged = members.filter((set) => set.includes(a) || set.includes(b));
          members = [...members.filter((set) => !merged.includes(set)), merged.flat()];
        }
        for (const set of members) {
          for (const item of set) expect(sets.find(item)).toBe(Math.min(...set));
        }
      }),
    );
  });
});
