import { UnionFind } from '#lib/unionFind.ts';

/**
 * Which pixels count as neighbours: 4 = those that share an edge, 8 = those that share a corner too.
 */
export type Connectivity = 4 | 8;

/**
 * Joins runs of pixels, given row by row from the top and left to right, to sets of connected runs.
 * Runs of a row must be apart. Memory grows with the number of sets and the width, not the image.
 */
export class RunLinker {
  /** Ids of sets, from 1 in the order of their first pixels. */
  readonly sets = new UnionFind(1);
  private readonly reach: 0 | 1;
  private above: RowOfRuns;
  private current: RowOfRuns;
  private cursor = 0;

  constructor(width: number, connectivity: Connectivity) {
    this.reach = connectivity === 8 ? 1 : 0;
    this.above = emptyRow(width);
    this.current = emptyRow(width);
  }

  /** Call before the runs of each row, the first row included. */
  nextRow(): void {
    const finished = this.current;
    this.current = this.above;
    this.current.count = 0;
    this.above = finished;
    this.cursor = 0;
  }

  /**
   * Adds the run start … end − 1 of the current row.
   * @returns a member of its set; later runs may join that set to others
   */
  add(start: number, end: number): number {
    const { above, current, reach, sets } = this;
    while (this.cursor < above.count && (above.ends[this.cursor] as number) + reach <= start) {
      this.cursor++;
    }
    let set = 0;
    for (let i = this.cursor; i < above.count; i++) {
      if ((above.starts[i] as number) >= end + reach) break;
      const neighbour = above.sets[i] as number;
      set = set === 0 ? sets.find(neighbour) : sets.unite(set, neighbour);
    }
    if (set === 0) set = sets.add();
    current.starts[current.count] = start;
    current.ends[current.count] = end;
    current.sets[current.count] = set;
    current.count++;
    return set;
  }
}

interface RowOfRuns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly sets: Int32Array;
  count: number;
}

function emptyRow(width: number): RowOfRuns {
  const capacity = (width + 1) >> 1;
  return {
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    sets: new Int32Array(capacity),
    count: 0,
  };
}
