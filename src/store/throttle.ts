/** Passes values on at most once per period. */
export interface Throttle<T> {
  /** Shows the value now, or the latest one when the period is over. */
  readonly push: (value: T, isUrgent: boolean) => void;
  /** Drops what waits. */
  readonly cancel: () => void;
}

/**
 * Calls `show` at once for the first value and for urgent ones, else with the latest value at most
 * once per period. Nothing is shown out of order.
 */
export function createThrottle<T>(show: (value: T) => void, periodMs: number): Throttle<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting: { readonly value: T } | null = null;
  const startPeriod = (): void => {
    timer = setTimeout(() => {
      timer = null;
      if (!waiting) return;
      const { value } = waiting;
      waiting = null;
      startPeriod();
      show(value);
    }, periodMs);
  };
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    waiting = null;
  };
  return {
    push: (value, isUrgent) => {
      if (timer !== null && !isUrgent) {
        waiting = { value };
        return;
      }
      cancel();
      startPeriod();
      show(value);
    },
    cancel,
  };
}
