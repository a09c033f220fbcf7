/** Steps over which the time of one is averaged. */
const WINDOW = 20;

/** Time of the latest steps, from one's end to the next one's. */
export class StepTimer {
  readonly #steps: number[] = [];

  /** Notes a step. */
  add(ms: number): void {
    this.#steps.push(ms);
    if (this.#steps.length > WINDOW) this.#steps.shift();
  }

  /** Forgets all, after a change that makes steps faster or slower. */
  clear(): void {
    this.#steps.length = 0;
  }

  /** Median, so that a first step with its compilation does not count; `null` before any. */
  msPerStep(): number | null {
    const sorted = [...this.#steps].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }
}
