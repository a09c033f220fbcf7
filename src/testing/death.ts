import { AppError } from '#lib/errors.ts';

/** The end of a worker that has not come yet. */
export class Death {
  #reject: (error: AppError) => void = () => undefined;
  readonly #dying = new Promise<never>((_, reject) => {
    this.#reject = reject;
  });

  constructor() {
    this.#dying.catch(() => null);
  }

  /** The answer, unless the worker dies before. */
  orDie<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#dying]);
  }

  /** Fails every call on its way. */
  die(name: string): void {
    this.#reject(new AppError('worker-died', `The ${name} worker stopped unexpectedly.`));
  }
}
