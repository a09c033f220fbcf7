import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterAwake } from '#workers/awakeTimer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('afterAwake', () => {
  it('calls once, after the delay', () => {
    const onElapsed = vi.fn();
    afterAwake(1000, onElapsed);
    vi.advanceTimersByTime(999);
    expect(onElapsed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5000);
    expect(onElapsed).toHaveBeenCalledTimes(1);
  });

  it('leaves three quarters of the delay after a sleep of any length', () => {
    const onElapsed = vi.fn();
    afterAwake(1000, onElapsed);
    vi.advanceTimersByTime(100);
    // What a wake-up looks like from inside: hours have passed and the pending timer fires, once.
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    vi.advanceTimersToNextTimer();
    expect(onElapsed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(749);
    expect(onElapsed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onElapsed).toHaveBeenCalledTimes(1);
  });

  it('calls nothing once stopped, in whichever part', () => {
    const onElapsed = vi.fn();
    const stop = afterAwake(1000, onElapsed);
    vi.advanceTimersByTime(600);
    stop();
    vi.advanceTimersByTime(5000);
    expect(onElapsed).not.toHaveBeenCalled();
  });
});
