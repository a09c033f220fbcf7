import { Int32List } from '#lib/int32List.ts';
import { UnionFind } from '#lib/unionFind.ts';

/** Words per run: start, end, set. Labels are kept apart: they may need all 32 bits. */
const RUN_WORDS = 3;

/**
 * Tells which runs of equal pixels belong to the same 4-connected part. Runs are given row by row,
 * from left to right.
 */
export class PartFinder {
  readonly #sets = new UnionFind();
  #above = new Int32List();
  #aboveLabels = new Int32List();
  #row = new Int32List();
  #rowLabels = new Int32List();
  #next = 0;

  /** Begins the next row. */
  nextRow(): void {
    [this.#above, this.#row] = [this.#row, this.#above];
    [this.#aboveLabels, this.#rowLabels] = [this.#rowLabels, this.#aboveLabels];
    this.#row.length = 0;
    this.#rowLabels.length = 0;
    this.#next = 0;
  }

  /**
   * The set of the run [start, end) of pixels of `label`; sets that it joins keep the smallest
   * number.
   */
  add(start: number, end: number, label: number): number {
    const above = this.#above.data;
    const runCount = this.#aboveLabels.length;
    let set = -1;
    let i = this.#next;
    while (i < runCount && (above[i * RUN_WORDS + 1] as number) <= start) i++;
    this.#next = i;
    for (; i < runCount && (above[i * RUN_WORDS] as number) < end; i++) {
      if (this.#aboveLabels.data[i] !== (label | 0)) continue;
      const other = above[i * RUN_WORDS + 2] as number;
      set = set < 0 ? other : this.#sets.unite(set, other);
    }
    if (set < 0) set = this.#sets.add();
    this.#row.push(start);
    this.#row.push(end);
    this.#row.push(set);
    this.#rowLabels.push(label);
    return set;
  }

  /** The number that all sets of a part share, once every row was given. */
  partOf(set: number): number {
    return this.#sets.find(set);
  }
}
