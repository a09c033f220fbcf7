import { describe, expect, it } from 'vitest';
import { bestValidation, isTimeToStop } from '#domain/training/earlyStop.ts';
import type { ValidationPoint } from '#domain/training/trainingProgress.ts';

/** Validations with these object F1 scores; IoU runs the other way. */
function validations(...scores: number[]): ValidationPoint[] {
  return scores.map((score, i) => ({
    iteration: 10 * (i + 1),
    iou: 1 - score,
    f1_50: score,
    seg: 0,
    loss: null,
  }));
}

describe('isTimeToStop', () => {
  it('waits as long as patience says after the best validation', () => {
    const rule = { patience: 2, bestBy: 'f1_50' } as const;

    expect(isTimeToStop(validations(0.2, 0.5, 0.4), rule)).toBe(false);
    expect(isTimeToStop(validations(0.2, 0.5, 0.4, 0.5), rule)).toBe(true);
    expect(isTimeToStop(validations(0.2, 0.5, 0.4, 0.6), rule)).toBe(false);
  });

  it('compares what the recipe names', () => {
    expect(isTimeToStop(validations(0.1, 0.2, 0.3), { patience: 2, bestBy: 'iou' })).toBe(true);
    expect(isTimeToStop(validations(0.1, 0.2, 0.3), { patience: 2, bestBy: 'f1_50' })).toBe(false);
  });

  it('never stops without patience or before the first validation', () => {
    expect(isTimeToStop(validations(0.5, 0, 0, 0), { patience: null, bestBy: 'f1_50' })).toBe(
      false,
    );
    expect(isTimeToStop([], { patience: 1, bestBy: 'f1_50' })).toBe(false);
  });
});

describe('bestValidation', () => {
  it('takes the earliest of equal scores, unless a later one covers the objects better', () => {
    const [, first, second] = validations(0.1, 0.7, 0.7);
    if (!first || !second) throw new Error('Two validations are needed.');
    const better = { ...second, iou: first.iou + 0.1 };
    expect(bestValidation([first, better], 'f1_50')?.iteration).toBe(30);
    expect(bestValidation([better, first], 'f1_50')).toBe(better);
    expect(bestValidation(validations(0.1, 0.7, 0.7), 'f1_50')?.iteration).toBe(20);
    expect(bestValidation([], 'iou')).toBeNull();
  });
});
