import { expect, it } from 'vitest';
import {
  MAX_STEPS,
  MAX_STEPS_BYTES,
  type StepStack,
  withLastStep,
  withMovedStep,
  withStep as withSizedStep,
} from '#store/history/stepStack.ts';

const withStep = <T>(stack: StepStack<T>, step: T) => withSizedStep(stack, step, () => 1);

const EMPTY: StepStack<string> = { past: [], future: [] };

it('forgets what was taken back once something else is done', () => {
  const undone = withMovedStep(withStep(withStep(EMPTY, 'a'), 'b'), 'b', 'undo');
  expect(undone).toEqual({ past: ['a'], future: ['b'] });
  expect(withMovedStep(undone, 'b', 'redo')).toEqual({ past: ['a', 'b'], future: [] });
  expect(withStep(undone, 'c')).toEqual({ past: ['a', 'c'], future: [] });
});

it('moves a step from the middle, and takes in one that it does not hold', () => {
  const stack = withStep(withStep(EMPTY, 'a'), 'b');
  expect(withMovedStep(stack, 'a', 'undo')).toEqual({ past: ['b'], future: ['a'] });
  expect(withMovedStep(stack, 'old', 'undo')).toEqual({ past: ['a', 'b'], future: ['old'] });
});

it('replaces its latest step, or drops it', () => {
  const stack = withStep(withStep(EMPTY, 'a'), 'b');
  expect(withLastStep(stack, 'c').past).toEqual(['a', 'c']);
  expect(withLastStep(stack, null).past).toEqual(['a']);
});

it('gives up its oldest steps beyond its limit', () => {
  let stack: StepStack<number> = { past: [], future: [] };
  for (let step = 0; step < MAX_STEPS + 3; step++) stack = withStep(stack, step);
  expect(stack.past.length).toBe(MAX_STEPS);
  expect(stack.past[0]).toBe(3);
});

it('gives up its oldest steps beyond its bytes, never the latest', () => {
  const bytesOf = (step: number) => step;
  let stack: StepStack<number> = { past: [], future: [] };
  const third = Math.ceil(MAX_STEPS_BYTES / 3);
  for (const step of [1, third, third, third]) stack = withSizedStep(stack, step, bytesOf);
  expect(stack.past).toEqual([third, third]);
  stack = withSizedStep(stack, 2 * MAX_STEPS_BYTES, bytesOf);
  expect(stack.past).toEqual([2 * MAX_STEPS_BYTES]);
  stack = withSizedStep(stack, 1, bytesOf);
  expect(stack.past).toEqual([1]);
});
