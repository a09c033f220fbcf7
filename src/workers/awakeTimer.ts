const SLICE_COUNT = 4;

/**
 * Calls `onElapsed` after `delayMs` in which the machine was awake: a computer that slept for hours
 * wakes with every timer overdue, while the work that the timer guards has slept too. The delay is
 * waited for in four parts, so that a sleep, however long, counts as a quarter of it at most.
 *
 * @returns stops the waiting
 */
export function afterAwake(delayMs: number, onElapsed: () => void): () => void {
  let slicesLeft = SLICE_COUNT;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waitSlice = () => {
    timer = setTimeout(() => {
      slicesLeft -= 1;
      if (slicesLeft === 0) onElapsed();
      else waitSlice();
    }, delayMs / SLICE_COUNT);
  };
  waitSlice();
  return () => clearTimeout(timer);
}
