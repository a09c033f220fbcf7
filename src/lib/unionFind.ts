import { Int32List } from '#lib/int32List.ts';

/**
 * Disjoint sets over the integers 0, 1, 2, … in the order they were added. The smallest member of a
 * set represents it, so that sets keep the order of their first members.
 *
 * Find halves the path (Tarjan and van Leeuwen 1984): logarithmic amortised, near constant in
 * practice.
 */
export class UnionFind {
  private readonly parents: Int32List;

  /** Starts with `count` sets of one member each. */
  constructor(count = 0) {
    this.parents = new Int32List(count);
    for (let item = 0; item < count; item++) this.parents.push(item);
  }

  /** Number of members of all sets. */
  get count(): number {
    return this.parents.length;
  }

  /** Adds a set of one and returns its member. */
  add(): number {
    const item = this.parents.length;
    this.parents.push(item);
    return item;
  }

  /** Smallest member of the set that holds `item`. */
  find(item: number): number {
    const parents = this.parents.data;
    let root = item;
    let parent = parents[root] as number;
    while (parent !== root) {
      const grandparent = parents[parent] as number;
      parents[root] = grandparent;
      root = grandparent;
      parent = parents[root] as number;
    }
    return root;
  }

  /** Joins the sets of both items and returns the smallest member of the result. */
  unite(first: number, second: number): number {
    const a = this.find(first);
    const b = this.find(second);
    const root = Math.min(a, b);
    this.parents.data[Math.max(a, b)] = root;
    return root;
  }
}
