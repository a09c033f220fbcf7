/** Runs tasks of the same key one after the other, in the order in which they came; others side by side. */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs the task once those that came earlier with one of its keys have ended, well or not. */
  run<T>(keys: readonly string[], task: () => Promise<T>): Promise<T> {
    const result = Promise.all(keys.map((key) => this.#last.get(key))).then(task);
    const ended = result.then(
      () => undefined,
      () => undefined,
    );
    for (const key of keys) this.#last.set(key, ended);
    void ended.then(() => {
      for (const key of keys) if (this.#last.get(key) === ended) this.#last.delete(key);
    });
    return result;
  }

  /** Resolves once all that was asked for so far has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
