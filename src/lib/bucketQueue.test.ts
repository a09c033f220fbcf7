import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BucketQueue } from '#lib/bucketQueue.ts';

describe('BucketQueue', () => {
  it('serves the highest level first, and first come first within a level', () => {
    const queue = new BucketQueue(4);
    queue.push(1, 10);
    queue.push(3, 11);
    queue.push(1, 12);
    queue.push(0, 13);
    queue.push(3, 14);
    const served = Array.from({ length: 5 }, () => [queue.pop(), queue.level]);
    expect(served).toEqual([
      [11, 3],
      [14, 3],
      [10, 1],
      [12, 1],
      [13, 0],
    ]);
    expect(queue.pop()).toBe(-1);
  });

  it('serves a level pushed above the current one at once', () => {
    const queue = new BucketQueue(10);
    queue.push(2, 1);
    queue.push(2, 2);
    expect(queue.pop()).toBe(1);
    queue.push(9, 3);
    expect([queue.pop(), queue.pop(), queue.pop()]).toEqual([3, 2, -1]);
    queue.push(0, 4);
    expect(queue.pop()).toBe(4);
  });

  it('keeps 100,000 items in order through all its growth', () => {
    const queue = new BucketQueue(3);
    const items = Array.from({ length: 100_000 }, (_, item) => item);
    for (const item of items) queue.push(item % 3, item);
    const expected = [2, 1, 0].flatMap((level) => items.filter((item) => item % 3 === level));
    expect(items.map(() => queue.pop())).toEqual(expected);
    expect(queue.pop()).toBe(-1);
  });

  it('agrees with a list that is searched for the next item', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('push'), level: fc.nat(6) }),
      fc.record({ kind: fc.constant('pop'), level: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 900 }), (steps) => {
        const queue = new BucketQueue(7);
        const list: { level: number; item: number }[] = [];
        for (const [item, { kind, level }] of steps.entries()) {
          if (kind === 'push') {
            queue.push(level, item);
            list.push({ level, item });
            continue;
          }
          const top = Math.max(...list.map((entry) => entry.level));
          const next = list.findIndex((entry) => entry.level === top);
          expect(queue.pop()).toBe(next < 0 ? -1 : list.splice(next, 1)[0]?.item);
        }
      }),
    );
  });
});
