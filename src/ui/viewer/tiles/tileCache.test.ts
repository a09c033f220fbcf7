import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TileCache } from '#ui/viewer/tiles/tileCache.ts';

function createCache(limitBytes: number) {
  const removed: number[] = [];
  const cache = new TileCache<number>({
    limitBytes,
    sizeBytes: (value) => value,
    onRemove: (value) => removed.push(value),
  });
  return { cache, removed };
}

describe('TileCache', () => {
  it('gives up the least recently used values first', () => {
    const { cache, removed } = createCache(10);
    cache.put('a', 4);
    cache.put('b', 5);
    cache.put('c', 1);
    cache.beginFrame();
    cache.use('a');
    cache.put('d', 3);
    cache.trim();
    expect(removed).toEqual([5]);
    expect(cache.peek('b')).toBeUndefined();
    expect(cache.bytes).toBe(8);
  });

  it('never gives up what the present frame has used, even over the limit', () => {
    const { cache, removed } = createCache(10);
    cache.put('a', 8);
    cache.put('b', 8);
    cache.beginFrame();
    cache.use('b');
    cache.put('c', 8);
    cache.trim();
    expect(removed).toEqual([8]);
    expect(cache.peek('a')).toBeUndefined();
    expect(cache.bytes).toBe(16);
  });

  it('does not count a peek as a use', () => {
    const { cache } = createCache(8);
    cache.put('a', 4);
    cache.put('b', 4);
    cache.beginFrame();
    cache.peek('a');
    cache.put('c', 4);
    cache.trim();
    expect(cache.peek('a')).toBeUndefined();
    expect(cache.peek('b')).toBe(4);
  });

  it('hands back every value exactly once, replaced ones too', () => {
    const { cache, removed } = createCache(100);
    cache.put('a', 1);
    cache.put('a', 2);
    cache.put('b', 3);
    cache.removeWhere((value) => value === 3);
    cache.remove('a');
    cache.remove('a');
    expect(removed).toEqual([1, 3, 2]);
    expect(cache.bytes).toBe(0);
  });

  it('stays within its limit from frame to frame, and knows its size', () => {
    const step = fc.record({
      key: fc.integer({ min: 0, max: 30 }),
      bytes: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { cache } = createCache(50);
        for (const { key, bytes } of steps) {
          cache.beginFrame();
          cache.put(String(key), bytes);
          cache.trim();
          expect(cache.bytes).toBeLessThanOrEqual(50);
          expect(cache.bytes).toBe([...cache.values()].reduce((sum, value) => sum + value, 0));
        }
      }),
    );
  });
});
