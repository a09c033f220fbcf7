/**
 * Runs one task at a time. A task that waits while another runs is overtaken by the next one and
 * settles with it: of many writes of the same thing only the newest counts.
 */
export class LatestWins {
  #running: Promise<void> | null = null;
  #waiting: { task: () => Promise<void>; readonly settled: Promise<void> } | null = null;

  /** Resolves when `task`, or one that has overtaken it, is done; rejects when that one failed. */
  run(task: () => Promise<void>): Promise<void> {
    if (this.#waiting) {
      this.#waiting.task = task;
      return this.#waiting.settled;
    }
    if (this.#running === null) return this.#start(task);
    const settled = this.#running
      .catch(() => null)
      .then(() => {
        const next = this.#waiting?.task ?? task;
        this.#waiting = null;
        return this.#start(next);
      });
    this.#waiting = { task, settled };
    return settled;
  }

  /** Resolves when nothing runs or waits. */
  async settled(): Promise<void> {
    for (;;) {
      const last = this.#waiting?.settled ?? this.#running;
      if (last === null) return;
      await last.catch(() => null);
    }
  }

  #start(task: () => Promise<void>): Promise<void> {
    const running = task().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }
}
