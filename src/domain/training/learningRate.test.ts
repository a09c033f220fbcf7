import { describe, expect, it } from 'vitest';
import { type LearningRateSchedule, learningRateAt } from '#domain/training/learningRate.ts';

const SCHEDULE: LearningRateSchedule = {
  learningRate: 0.1,
  warmupIterations: 4,
  decay: 'cosine',
  iterations: 104,
};

const rates = (schedule: LearningRateSchedule) =>
  Array.from({ length: schedule.iterations }, (_, i) => learningRateAt(schedule, i));

describe('learningRateAt', () => {
  it('rises linearly over the warm-up', () => {
    const [first, second, third, fourth] = rates(SCHEDULE);

    expect(first).toBeCloseTo(0.025, 12);
    expect(second).toBeCloseTo(0.05, 12);
    expect(third).toBeCloseTo(0.075, 12);
    expect(fourth).toBeCloseTo(0.1, 12);
  });

  it('falls along half a cosine to 1 % at the last step', () => {
    const all = rates(SCHEDULE);

    expect(all[103]).toBeCloseTo(0.001, 12);
    expect(all[53]).toBeCloseTo(0.0505, 12);
    const falling = all.slice(3);
    expect(falling.every((rate, i) => i === 0 || rate < (falling[i - 1] as number))).toBe(true);
  });

  it('keeps the rate after the warm-up without decay', () => {
    const all = rates({ ...SCHEDULE, decay: 'none' });

    expect(new Set(all.slice(3))).toEqual(new Set([0.1]));
  });

  it('starts at the full rate without a warm-up', () => {
    expect(learningRateAt({ ...SCHEDULE, warmupIterations: 0 }, 0)).toBeCloseTo(0.1, 12);
  });

  it('is always positive and never above the rate, whatever the lengths', () => {
    for (const iterations of [1, 2, 5]) {
      for (const warmupIterations of [0, 1, 5, 50]) {
        const all = rates({ ...SCHEDULE, iterations, warmupIterations });
        expect(all.every((rate) => rate > 0 && rate <= 0.1)).toBe(true);
      }
    }
  });
});
