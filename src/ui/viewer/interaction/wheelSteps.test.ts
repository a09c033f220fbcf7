import { expect, it } from 'vitest';
import { WheelSteps } from '#ui/viewer/interaction/wheelSteps.ts';

const turn = (deltaY: number, deltaX = 0) => ({ deltaY, deltaX, deltaMode: 0, ctrlKey: false });

it('counts notches, also when they come in parts or sideways', () => {
  const steps = new WheelSteps();
  expect(steps.take(turn(-100))).toBe(1);
  expect(steps.take(turn(0, 200))).toBe(-2);
  expect([40, 40, 40].map((delta) => steps.take(turn(-delta)))).toEqual([0, 0, 1]);
});

it('forgets the rest of a turn when the direction changes', () => {
  const steps = new WheelSteps();
  steps.take(turn(-90));
  expect(steps.take(turn(95))).toBe(0);
  expect(steps.take(turn(10))).toBe(-1);
});
