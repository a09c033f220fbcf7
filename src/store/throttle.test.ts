import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createThrottle } from '#store/throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createThrottle', () => {
  it('shows the first value at once, then the latest once per period', () => {
    const shown: number[] = [];
    const throttle = createThrottle<number>((value) => shown.push(value), 200);
    for (let value = 0; value < 95; value++) {
      throttle.push(value, false);
      vi.advanceTimersByTime(10);
    }
    expect(shown).toEqual([0, 19, 39, 59, 79]);
    vi.advanceTimersByTime(200);
    expect(shown.at(-1)).toBe(94);
  });

  it('shows urgent values at once, and nothing older after them', () => {
    const shown: string[] = [];
    const throttle = createThrottle<string>((value) => shown.push(value), 200);
    throttle.push('a', false);
    throttle.push('b', false);
    throttle.push('urgent', true);
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual(['a', 'urgent']);
  });

  it('shows nothing any more once cancelled', () => {
    const shown: string[] = [];
    const throttle = createThrottle<string>((value) => shown.push(value), 200);
    throttle.push('a', false);
    throttle.push('b', false);
    throttle.cancel();
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual(['a']);
  });
});
