import { AppError } from '#lib/errors.ts';

/** Where a command computes. */
export const BACKEND_CHOICES = ['auto', 'webgpu', 'webgl', 'wasm'] as const;

/** `auto` takes the fastest that runs. */
export type BackendChoice = (typeof BACKEND_CHOICES)[number];

/** Model that a command takes when none is named. */
export const DEFAULT_MODEL = 'nuclei';

/**
 * Reads `--backend`.
 *
 * @throws AppError `invalid-argument`
 */
export function parseBackend(text: string | undefined): BackendChoice {
  const choice = BACKEND_CHOICES.find((name) => name === (text ?? 'auto'));
  if (choice) return choice;
  throw new AppError(
    'invalid-argument',
    `--backend is "${text}"; it must be one of ${BACKEND_CHOICES.join(', ')}.`,
  );
}

/** Bounds of a number given as an option. */
export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  readonly isInteger?: boolean;
}

/**
 * Reads the number of option `name`.
 *
 * @throws AppError `invalid-argument` when it is no number within the bounds
 */
export function parseNumber(name: string, text: string, bounds: NumberBounds): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const isInside = value >= bounds.min && value <= bounds.max;
  if (isInside && (!bounds.isInteger || Number.isInteger(value))) return value;
  const kind = bounds.isInteger ? 'a whole number' : 'a number';
  throw new AppError(
    'invalid-argument',
    `${name} is "${text}"; it must be ${kind} from ${bounds.min} to ${bounds.max}.`,
  );
}

/** What node:util's parseArgs throws becomes an `invalid-argument` with its own message. */
export function asUsageError<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid-argument', message, { cause: error });
  }
}
