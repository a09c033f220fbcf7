import { describe, expect, it } from 'vitest';
import { memoryTrend } from './memoryTrend.ts';

const LIMITS = { fraction: 0.03, amount: 1 };
const readings = (valueAt: (index: number) => number) =>
  Array.from({ length: 40 }, (_, i) => valueAt(i));

describe('memoryTrend', () => {
  it('calls memory flat that fills up at first and then only jitters', () => {
    const trend = memoryTrend(
      readings((i) => (i < 15 ? 50 + i : 80 + (i % 3))),
      LIMITS,
    );
    expect(trend).toMatchObject({ level: 81, isFlat: true });
  });

  it('finds a slow leak below the jitter of single readings', () => {
    const trend = memoryTrend(
      readings((i) => 100 + 0.3 * i + (i % 2 === 0 ? 2 : -2)),
      LIMITS,
    );
    expect(trend.growth).toBeGreaterThan(5);
    expect(trend.isFlat).toBe(false);
  });

  it('takes falling memory, one reading or none for flat', () => {
    expect(
      memoryTrend(
        readings((i) => 100 - i),
        LIMITS,
      ).isFlat,
    ).toBe(true);
    expect(memoryTrend([7], LIMITS)).toEqual({ level: 7, growth: 0, isFlat: true });
    expect(memoryTrend([], LIMITS)).toEqual({ level: 0, growth: 0, isFlat: true });
  });
});
