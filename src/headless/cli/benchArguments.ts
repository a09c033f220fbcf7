import { parseArgs } from 'node:util';
import { AppError } from '#lib/errors.ts';
import { asUsageError } from './options.ts';

/** What `npm run bench` was asked to do. */
export interface BenchArguments {
  /** Small tiles and few rounds: under three minutes on two cores. */
  readonly isQuick: boolean;
  /** `auto` leaves WebGPU out where it would run in software. */
  readonly backend: 'auto' | 'webgpu' | 'wasm';
  readonly task: 'all' | 'inference' | 'training';
  readonly outFile: string;
}

/** Shown with `--help` and after a wrong call. */
export const BENCH_USAGE = `Usage: npm run bench -- [options]

  --quick         one network, one tile size, few rounds: under three minutes on two cores
  --backend NAME  auto, webgpu (also in software, slow) or wasm (auto)
  --task NAME     inference, training or all (all)
  --out FILE      where the JSON goes (bench.json)`;

const TASKS = ['all', 'inference', 'training'] as const;
const BACKENDS = ['auto', 'webgpu', 'wasm'] as const;

/**
 * Reads the command line of `npm run bench`; `null` when help was asked for.
 *
 * @throws AppError `invalid-argument` when it cannot be understood
 */
export function parseBenchArguments(argv: readonly string[]): BenchArguments | null {
  const { values } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      options: {
        quick: { type: 'boolean', default: false },
        backend: { type: 'string', default: 'auto' },
        task: { type: 'string', default: 'all' },
        out: { type: 'string', default: 'bench.json' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return null;
  const task = TASKS.find((name) => name === values.task);
  if (!task) {
    throw new AppError(
      'invalid-argument',
      `--task is "${values.task}"; the bench knows ${TASKS.join(', ')}.`,
    );
  }
  const backend = BACKENDS.find((name) => name === values.backend);
  if (!backend) {
    throw new AppError(
      'invalid-argument',
      `--backend is "${values.backend}"; the bench knows ${BACKENDS.join(', ')}.`,
    );
  }
  return { isQuick: values.quick, backend, task, outFile: values.out };
}
