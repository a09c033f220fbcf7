import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMaximumMatching } from '#domain/metrics/bipartiteMatching.ts';

const countMaximumMatching = (...graph: Parameters<typeof findMaximumMatching>) =>
  findMaximumMatching(...graph).count;

/** Tries every choice for every left node. */
function bruteForce(
  neighbours: readonly (readonly number[])[],
  taken: readonly number[] = [],
): number {
  const [first, ...others] = neighbours;
  if (!first) return 0;
  const free = first.filter((right) => !taken.includes(right));
  return Math.max(
    bruteForce(others, taken),
    ...free.map((right) => 1 + bruteForce(others, [...taken, right])),
  );
}

describe('findMaximumMatching', () => {
  it('moves earlier pairs aside for a later node', () => {
    expect(countMaximumMatching([[0, 1], [0]], 2)).toBe(2);
    expect(
      countMaximumMatching(
        [
          [0, 1],
          [0, 1],
          [0, 1],
        ],
        2,
      ),
    ).toBe(2);
    expect(countMaximumMatching([[], [2], []], 3)).toBe(1);
    expect(countMaximumMatching([], 0)).toBe(0);
  });

  it('agrees with brute force', () => {
    const graphs = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 4 })), { maxLength: 6 });
    fc.assert(
      fc.property(graphs, (neighbours) => {
        expect(countMaximumMatching(neighbours, 5)).toBe(bruteForce(neighbours));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('follows a path through the whole of a long chain', () => {
    const length = 20_000;
    const chain = Array.from({ length }, (_, left) => [left + 1, left]);
    chain.push([length]);
    expect(countMaximumMatching(chain, length + 1)).toBe(length + 1);
  });
});
