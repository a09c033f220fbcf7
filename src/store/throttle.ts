/** A function that runs at most once per interval, and once more for what came in between. */
export interface Throttled {
  readonly call: () => void;
  /** Forgets a run that is still due. */
  readonly cancel: () => void;
}

/** Runs `body` at once, then not again before `intervalMs` is over; late calls are joined into one. */
export function throttle(body: () => void, intervalMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isDue = false;
  const run = (): void => {
    isDue = false;
    timer = setTimeout(() => {
      timer = null;
      if (isDue) run();
    }, intervalMs);
    body();
  };
  return {
    call: () => {
      if (timer === null) run();
      else isDue = true;
    },
    cancel: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      isDue = false;
    },
  };
}
