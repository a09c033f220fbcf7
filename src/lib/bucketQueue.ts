const NONE = -1;
const BLOCK_SHIFT = 6;
const BLOCK_LENGTH = 1 << BLOCK_SHIFT;
const BLOCK_MASK = BLOCK_LENGTH - 1;

/**
 * Priority queue of non-negative integers over integer levels: the highest level leaves first, first
 * in first out within a level. Push and pop take constant time as long as the levels only fall.
 *
 * Each level is a chain of blocks, so that neighbours in the queue are neighbours in memory; blocks
 * that ran empty are used again.
 */
export class BucketQueue {
  /** Position of the next item to leave, by level; NONE for an empty level. */
  private readonly heads: Int32Array<ArrayBuffer>;
  /** Position behind the last item, by level. */
  private readonly tails: Int32Array<ArrayBuffer>;
  private items = new Int32Array(256 * BLOCK_LENGTH);
  /** Block that follows, by block; of unused blocks, the next unused one. */
  private chain = new Int32Array(256);
  private unusedBlock = NONE;
  private blockCount = 0;
  private topLevel = 0;

  /** For levels 0 … `levelCount` − 1. */
  constructor(levelCount: number) {
    this.heads = new Int32Array(levelCount).fill(NONE);
    this.tails = new Int32Array(levelCount);
  }

  /** Level of the item popped last. */
  get level(): number {
    return this.topLevel;
  }

  push(level: number, item: number): void {
    let tail = this.tails[level] as number;
    if (this.heads[level] === NONE) {
      tail = this.takeBlock() << BLOCK_SHIFT;
      this.heads[level] = tail;
    } else if ((tail & BLOCK_MASK) === 0) {
      const block = this.takeBlock();
      this.chain[(tail - 1) >> BLOCK_SHIFT] = block;
      tail = block << BLOCK_SHIFT;
    }
    this.items[tail] = item;
    this.tails[level] = tail + 1;
    if (level > this.topLevel) this.topLevel = level;
  }

  /** Removes and returns the next item; −1 when the queue is empty. */
  pop(): number {
    let level = this.topLevel;
    while (level > 0 && this.heads[level] === NONE) level--;
    this.topLevel = level;
    const head = this.heads[level] as number;
    if (head === NONE) return NONE;
    const isLast = head + 1 === this.tails[level];
    if (isLast || (head & BLOCK_MASK) === BLOCK_MASK) {
      const block = head >> BLOCK_SHIFT;
      this.heads[level] = isLast ? NONE : (this.chain[block] as number) << BLOCK_SHIFT;
      this.chain[block] = this.unusedBlock;
      this.unusedBlock = block;
    } else {
      this.heads[level] = head + 1;
    }
    return this.items[head] as number;
  }

  private takeBlock(): number {
    const block = this.unusedBlock;
    if (block !== NONE) {
      this.unusedBlock = this.chain[block] as number;
      return block;
    }
    if (this.blockCount === this.chain.length) this.grow();
    this.blockCount++;
    return this.blockCount - 1;
  }

  private grow(): void {
    const items = new Int32Array(this.items.length * 2);
    items.set(this.items);
    this.items = items;
    const chain = new Int32Array(this.chain.length * 2);
    chain.set(this.chain);
    this.chain = chain;
  }
}
