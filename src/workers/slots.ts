import { AppError } from '#lib/errors.ts';

/** Lets a few tasks run at a time; the others wait in the order in which they came. */
export class Slots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  /**
   * Runs `task` as soon as a slot is free.
   *
   * @throws AppError `cancelled` when `signal` fires before that; later it is the task's business
   */
  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    await this.take(signal);
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }

  private async take(signal: AbortSignal): Promise<void> {
    const refuse = () => new AppError('cancelled', 'Cancelled before it began.');
    if (signal.aborted) throw refuse();
    if (this.free > 0) {
      this.free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(start), 1);
        reject(refuse());
      };
      this.waiting.push(start);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
