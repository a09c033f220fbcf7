import { describe, expect, it } from 'vitest';
import { wheelZoomFactor } from '#ui/viewer/interaction/wheelZoom.ts';

const turn = (deltaY: number, deltaMode = 0, ctrlKey = false) =>
  wheelZoomFactor({ deltaY, deltaMode, ctrlKey });

describe('wheelZoomFactor', () => {
  it('zooms in when the wheel turns away, out when it comes back, by the same factor', () => {
    expect(turn(-100)).toBeGreaterThan(1.1);
    expect(turn(100) * turn(-100)).toBeCloseTo(1, 9);
  });

  it('takes lines and pixels of one notch for about the same', () => {
    expect(turn(3, 1)).toBeCloseTo(turn(100), 1);
  });

  it('follows a trackpad pinch more closely than a scroll', () => {
    expect(turn(-5, 0, true)).toBeGreaterThan(turn(-5));
  });

  it('at most doubles per event', () => {
    expect(turn(-100_000)).toBe(2);
    expect(turn(100_000)).toBe(0.5);
  });
});
