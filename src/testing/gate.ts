/** Lets calls through, or holds them until the test releases them in an order of its choice. */
export class Gate {
  isClosed = false;
  readonly waiting: (() => void)[] = [];

  /** Resolves at once when open, else when `release` reaches this call. */
  pass(): Promise<void> {
    if (!this.isClosed) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Lets the held call of that index go, counted from the oldest. */
  release(index = 0): void {
    this.waiting.splice(index, 1)[0]?.();
  }
}
