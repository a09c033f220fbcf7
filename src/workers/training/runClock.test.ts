import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunClock } from '#workers/training/runClock.ts';

const lasting = (seconds: number) => async () => {
  vi.advanceTimersByTime(1000 * seconds);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('RunClock', () => {
  it('counts work, not pauses, and goes on from a checkpoint', async () => {
    const clock = new RunClock(100);
    await clock.spend('training', lasting(5));
    vi.advanceTimersByTime(60_000);
    await clock.spend('validating', lasting(2));
    expect(clock.total()).toBeCloseTo(107);
    expect(clock.predictingShare()).toBeCloseTo(2 / 107);
  });

  it('counts work that fails, and work that goes on', async () => {
    const clock = new RunClock(0);
    const failing = clock.spend('training', async () => {
      vi.advanceTimersByTime(3000);
      expect(clock.total()).toBeCloseTo(3);
      throw new Error('as the test said');
    });
    await expect(failing).rejects.toThrow('as the test said');
    expect(clock.total()).toBeCloseTo(3);
  });

  it('keeps validations within a tenth of the time, however long they take', async () => {
    const clock = new RunClock(0);
    let validations = 0;
    let seconds = 0;
    for (let step = 0; step < 2000; step++) {
      await clock.spend('training', lasting(1));
      if (!clock.affords('validating')) continue;
      const length = 1 + (step % 7);
      await clock.spend('validating', lasting(length));
      seconds += length;
      validations++;
    }
    expect(validations).toBeGreaterThan(20);
    expect(seconds / clock.total()).toBeLessThan(0.105);
    expect(seconds / clock.total()).toBeGreaterThan(0.08);
  });
});
