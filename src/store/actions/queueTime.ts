/** How long the rest of a queue takes, by what its finished items have taken. */
export class QueueTime {
  readonly itemCount: number;
  private startMs = 0;
  private finishedCount = 0;

  constructor(itemCount: number) {
    this.itemCount = itemCount;
  }

  begin(): void {
    this.startMs = performance.now();
  }

  finishOne(): void {
    this.finishedCount++;
  }

  /** `null` while nothing is finished. */
  secondsLeft(): number | null {
    if (this.finishedCount === 0) return null;
    const perItemS = (performance.now() - this.startMs) / 1000 / this.finishedCount;
    return perItemS * (this.itemCount - this.finishedCount);
  }
}
