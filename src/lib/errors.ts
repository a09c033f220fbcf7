/**
 * Every kind of failure a user can meet. `code` crosses worker boundaries and is what the page
 * decides by; `message` is for people and says what happened, what it means and what to do.
 */
export type ErrorCode =
  | 'empty-file'
  | 'corrupt-file'
  | 'unsupported-format'
  | 'too-large'
  | 'shape-mismatch'
  | 'bad-model'
  | 'not-found'
  | 'out-of-memory'
  | 'storage-full'
  /** Another tab holds the project. */
  | 'held-elsewhere'
  /** This tab has lost the project to another. */
  | 'not-held'
  /** Written by a newer version of the page. */
  | 'too-new'
  | 'backend-unavailable'
  | 'device-lost'
  | 'wrong-result'
  /** The network's values are no numbers any more. */
  | 'not-finite'
  | 'worker-died'
  | 'timeout'
  | 'invalid-argument'
  | 'cancelled'
  | 'internal';

/** The only error that our own code throws. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Narrows by `code`, not by class: `instanceof` does not survive structured clone. */
export function hasCode<C extends ErrorCode>(
  error: unknown,
  code: C,
): error is Error & { code: C } {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** How engines word an allocation that failed. */
const ALLOCATION_FAILED = /alloc|out of memory|array buffer|(typed )?array (length|size)/i;

/**
 * `error` as an AppError, whatever was thrown: failed allocations become `out-of-memory`, other
 * strangers `internal`.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && ALLOCATION_FAILED.test(message)) {
    return new AppError(
      'out-of-memory',
      `There was not enough memory for this (${message}). Close images or other tabs and try again.`,
      { cause: error },
    );
  }
  return new AppError('internal', message, { cause: error });
}
