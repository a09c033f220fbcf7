/** What a run spends its time on. */
export type RunActivity = 'training' | 'validating' | 'showing';

/** Most of a run's time that may go into validations, and into predictions to be watched. */
const SHARES = { validating: 0.1, showing: 0.06 };

/** Time of a run by activity; pauses count nowhere. */
export class RunClock {
  readonly #seconds: Record<RunActivity, number>;
  /** Seconds that an activity took last; `null` = not yet done. */
  readonly #last: Record<RunActivity, number | null> = {
    training: null,
    validating: null,
    showing: null,
  };
  #startedMs: number | null = null;

  /** @param seconds of training before, from a checkpoint */
  constructor(seconds: number) {
    this.#seconds = { training: seconds, validating: 0, showing: 0 };
  }

  /** Does `work` and counts its time, whether it succeeds or not. */
  async spend<T>(activity: RunActivity, work: () => Promise<T>): Promise<T> {
    const startMs = performance.now();
    this.#startedMs = startMs;
    try {
      return await work();
    } finally {
      const seconds = (performance.now() - startMs) / 1000;
      this.#startedMs = null;
      this.#seconds[activity] += seconds;
      this.#last[activity] = seconds;
    }
  }

  /** Seconds of the run so far, with those of the work that goes on. */
  total(): number {
    const { training, validating, showing } = this.#seconds;
    const running = this.#startedMs === null ? 0 : (performance.now() - this.#startedMs) / 1000;
    return training + validating + showing + running;
  }

  /** True when doing it once more, as long as last time, stays within its share of the time. */
  affords(activity: 'validating' | 'showing'): boolean {
    const next = this.#last[activity] ?? 0;
    return this.#seconds[activity] + next <= SHARES[activity] * (this.total() + next);
  }

  /** Seconds that an activity took last; 0 before. */
  lastSeconds(activity: RunActivity): number {
    return this.#last[activity] ?? 0;
  }

  /** Share of the time that is not training, 0…1. */
  predictingShare(): number {
    const { validating, showing } = this.#seconds;
    return (validating + showing) / Math.max(1e-9, this.total());
  }
}
