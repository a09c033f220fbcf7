import { describe, expect, it } from 'vitest';
import { addLoss, historyUntil, lossCurve } from '#domain/training/trainingHistory.ts';

function curveOf(iterations: number) {
  const curve = lossCurve([]);
  for (let iteration = 1; iteration <= iterations; iteration++)
    addLoss(curve, iteration, -iteration);
  return curve;
}

describe('the loss curve', () => {
  it('keeps every step of a usual run', () => {
    const { points } = curveOf(20_000);
    expect(points).toHaveLength(20_000);
    expect(points.at(-1)).toEqual([20_000, -20_000]);
  });

  it('drops every second point of a long run, evenly from start to end', () => {
    const { points } = curveOf(90_000);
    expect(points.length).toBeLessThanOrEqual(20_000);
    expect(points.length).toBeGreaterThan(10_000);
    expect(points[0]).toEqual([1, -1]);
    const steps = new Set(points.slice(1).map(([at], index) => at - (points[index]?.[0] ?? 0)));
    expect(steps.size).toBe(1);
  });

  it('goes on from stored points as if it had never been stored', () => {
    const whole = curveOf(50_000);
    const resumed = lossCurve(curveOf(30_000).points);
    for (let iteration = 30_001; iteration <= 50_000; iteration++) {
      addLoss(resumed, iteration, -iteration);
    }
    expect(resumed.points).toEqual(whole.points);
  });

  it('is cut back to an earlier iteration', () => {
    const validation = [5, 10].map((iteration) => ({
      iteration,
      iou: 0,
      f1_50: 0,
      seg: 0,
      loss: null,
    }));
    const cut = historyUntil({ loss: curveOf(12).points, validation }, 7);
    expect(cut.loss.at(-1)?.[0]).toBe(7);
    expect(cut.validation).toEqual(validation.slice(0, 1));
  });
});
