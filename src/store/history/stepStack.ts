/** Steps that can be taken back and done again, the latest last. */
export interface StepStack<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
}

/** Steps of undo that are remembered. */
export const MAX_STEPS = 500;

/** Bytes that the remembered steps may take together; the latest is kept whatever it takes. */
export const MAX_STEPS_BYTES = 16 * 2 ** 20;

/**
 * A step that was just done: what was taken back before can not be done again any more. The oldest
 * steps go when there are too many, or when they take too much.
 *
 * @param bytesOf about what a step takes
 */
export function withStep<T>(
  { past }: StepStack<T>,
  step: T,
  bytesOf: (step: T) => number,
): StepStack<T> {
  const steps = [...past, step].slice(-MAX_STEPS);
  let first = steps.length - 1;
  let bytes = bytesOf(step);
  while (first > 0) {
    bytes += bytesOf(steps[first - 1] as T);
    if (bytes > MAX_STEPS_BYTES) break;
    first--;
  }
  return { past: steps.slice(first), future: [] };
}

/** The stack with its latest step replaced, or removed where nothing is left of it. */
export function withLastStep<T>({ past }: StepStack<T>, step: T | null): StepStack<T> {
  const others = past.slice(0, -1);
  return { past: step === null ? others : [...others, step], future: [] };
}

/**
 * The stack once a step was taken back or done again. One that the stack does not hold, such as one
 * from before a reload, is added where it belongs.
 */
export function withMovedStep<T>(
  { past, future }: StepStack<T>,
  step: T,
  direction: 'undo' | 'redo',
): StepStack<T> {
  const without = (steps: readonly T[]) => steps.filter((other) => other !== step);
  return direction === 'undo'
    ? { past: without(past), future: [...without(future), step] }
    : { past: [...without(past), step], future: without(future) };
}
