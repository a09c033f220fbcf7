/** Nodes joined in pairs; a node without partner has −1. */
export interface Matching {
  readonly count: number;
  /** Right partner by left node. */
  readonly rightOf: Int32Array<ArrayBuffer>;
  /** Left partner by right node. */
  readonly leftOf: Int32Array<ArrayBuffer>;
}

/**
 * Largest set of edges of which no two share a node, by shortest augmenting paths from every left
 * node in turn.
 *
 * @param neighbours right nodes by left node
 * @param rightCount right nodes are 0 … rightCount − 1
 */
export function findMaximumMatching(
  neighbours: readonly (readonly number[])[],
  rightCount: number,
): Matching {
  const state: MatchingState = {
    neighbours,
    rightOf: new Int32Array(neighbours.length).fill(NONE),
    leftOf: new Int32Array(rightCount).fill(NONE),
    reachedFrom: new Int32Array(rightCount),
    reachedIn: new Int32Array(rightCount).fill(NONE),
  };
  let matched = 0;
  for (let left = 0; left < neighbours.length; left++) {
    const free = findFreeRight(state, left);
    if (free === NONE) continue;
    flipPath(state, free);
    matched++;
  }
  return { count: matched, rightOf: state.rightOf, leftOf: state.leftOf };
}

const NONE = -1;

interface MatchingState {
  readonly neighbours: readonly (readonly number[])[];
  /** Partner by node, or NONE. */
  readonly rightOf: Int32Array<ArrayBuffer>;
  readonly leftOf: Int32Array<ArrayBuffer>;
  /** Left node from which a right node was reached, and the search in which that was. */
  readonly reachedFrom: Int32Array;
  readonly reachedIn: Int32Array;
}

/** Right node without partner at the end of a path of free and matched edges in turn, or NONE. */
function findFreeRight(state: MatchingState, start: number): number {
  const queue = [start];
  for (const left of queue) {
    for (const right of state.neighbours[left] ?? []) {
      if (state.reachedIn[right] === start) continue;
      state.reachedIn[right] = start;
      state.reachedFrom[right] = left;
      const owner = state.leftOf[right] as number;
      if (owner === NONE) return right;
      queue.push(owner);
    }
  }
  return NONE;
}

/** Along the path that ends at `free`, matched edges become free and free edges matched. */
function flipPath({ rightOf, leftOf, reachedFrom }: MatchingState, free: number): void {
  let right = free;
  while (right !== NONE) {
    const left = reachedFrom[right] as number;
    const previous = rightOf[left] as number;
    rightOf[left] = right;
    leftOf[right] = left;
    right = previous;
  }
}
