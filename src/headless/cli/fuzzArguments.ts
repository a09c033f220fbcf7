import { parseArgs } from 'node:util';
import { asUsageError, parseNumber } from './options.ts';

/** What `npm run fuzz` was asked to do. */
export interface FuzzArguments {
  readonly seed: number;
  readonly mutationCount: number;
  /** Only files whose names fit; `null` = all. */
  readonly only: string | null;
}

/** Shown with `--help` and after a wrong call. */
export const FUZZ_USAGE = `Usage: npm run fuzz -- [options]

Reads damaged copies of sound image files and tells what became of them. Ends with 1 when one of
them hangs for 5 seconds, kills its thread, or is refused without a reason and advice.

  --seed S           the same damages for the same number (1)
  --mutations N      how many damaged files (10000)
  --only GLOB        only files whose names fit, e.g. "*.png" (all)`;

/**
 * Reads the command line of `npm run fuzz`; `null` when help was asked for.
 *
 * @throws AppError `invalid-argument` when it cannot be understood
 */
export function parseFuzzArguments(argv: readonly string[]): FuzzArguments | null {
  const { values } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      options: {
        seed: { type: 'string', default: '1' },
        mutations: { type: 'string', default: '10000' },
        only: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return null;
  const count = (name: 'seed' | 'mutations', min: number) =>
    parseNumber(`--${name}`, values[name], { min, max: 1e9, isInteger: true });
  return {
    seed: count('seed', 0),
    mutationCount: count('mutations', 1),
    only: values.only ?? null,
  };
}
