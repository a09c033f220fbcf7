import { Int32List } from '#lib/int32List.ts';

/**
 * Pairs of basins that touch, each with its highest pass: of two neighbouring pixels the lower one
 * is the pass. A hash table with open addressing over flat arrays; pairs keep the order in which
 * they were found.
 */
export class ContactTable {
  /** One basin of each pair, always the smaller number. */
  readonly firsts = new Int32List();
  /** The other basin of each pair. */
  readonly seconds = new Int32List();
  /** Highest pass by pair over pixels that share an edge; 0 where none do. */
  readonly edgePasses = new Int32List();
  /** Highest pass by pair over pixels that share an edge or a corner. */
  readonly passes = new Int32List();
  /** Index of a pair + 1 by hash, 0 = free; at most half full. */
  private slots = new Int32Array(4096);

  /** Number of pairs. */
  get count(): number {
    return this.firsts.length;
  }

  /** Notes that two basins touch at a pass of this height, which must not be negative. */
  add(basin: number, neighbour: number, height: number, sharesEdge: boolean): void {
    const first = Math.min(basin, neighbour);
    const second = Math.max(basin, neighbour);
    const slot = this.findSlot(first, second);
    let pair = (this.slots[slot] as number) - 1;
    if (pair < 0) pair = this.insert(slot, first, second);
    raise(this.passes.data, pair, height);
    if (sharesEdge) raise(this.edgePasses.data, pair, height);
  }

  private insert(slot: number, first: number, second: number): number {
    const pair = this.firsts.length;
    this.firsts.push(first);
    this.seconds.push(second);
    this.edgePasses.push(0);
    this.passes.push(0);
    this.slots[slot] = pair + 1;
    if (this.firsts.length * 2 > this.slots.length) this.enlarge();
    return pair;
  }

  /** Slot of the pair, or the free slot where it belongs. */
  private findSlot(first: number, second: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    const firsts = this.firsts.data;
    const seconds = this.seconds.data;
    const mixed = Math.imul(first, 0x9e3779b1) + Math.imul(second, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    let pair = (slots[slot] as number) - 1;
    while (pair >= 0 && (firsts[pair] !== first || seconds[pair] !== second)) {
      slot = (slot + 1) & mask;
      pair = (slots[slot] as number) - 1;
    }
    return slot;
  }

  private enlarge(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let pair = 0; pair < this.firsts.length; pair++) {
      const first = this.firsts.data[pair] as number;
      const second = this.seconds.data[pair] as number;
      this.slots[this.findSlot(first, second)] = pair + 1;
    }
  }
}

function raise(heights: Int32Array, pair: number, height: number): void {
  if (height > (heights[pair] as number)) heights[pair] = height;
}
