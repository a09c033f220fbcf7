import { parseArgs } from 'node:util';
import { asUsageError, type BackendChoice, parseBackend, parseNumber } from './options.ts';

/** What `npm run soak` was asked to do. */
export interface SoakArguments {
  readonly segmentationCount: number;
  readonly stepCount: number;
  readonly batchCount: number;
  readonly backend: BackendChoice;
  /** Also opens an image of 100 megapixels and 16 bit. */
  readonly hasLargeImage: boolean;
}

/** Shown with `--help` and after a wrong call. */
export const SOAK_USAGE = `Usage: npm run soak -- [options]

Uses the built page for a long time, as a person would, and tells whether its memory stays flat.

  --segmentations N  images to open, segment and close (200; 0 = none)
  --steps N          optimiser steps of one training (2000; 0 = none)
  --batch N          images of one folder to segment as a batch (500; 0 = none)
  --large            also opens 100 megapixels of 16 bit and tells what that takes
  --backend NAME     auto, webgpu, webgl or wasm (wasm)`;

/**
 * Reads the command line of `npm run soak`; `null` when help was asked for.
 *
 * @throws AppError `invalid-argument` when it cannot be understood
 */
export function parseSoakArguments(argv: readonly string[]): SoakArguments | null {
  const { values } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      options: {
        segmentations: { type: 'string', default: '200' },
        steps: { type: 'string', default: '2000' },
        batch: { type: 'string', default: '500' },
        large: { type: 'boolean', default: false },
        backend: { type: 'string', default: 'wasm' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return null;
  const count = (name: 'segmentations' | 'steps' | 'batch') =>
    parseNumber(`--${name}`, values[name], { min: 0, max: 1_000_000, isInteger: true });
  return {
    segmentationCount: count('segmentations'),
    stepCount: count('steps'),
    batchCount: count('batch'),
    backend: parseBackend(values.backend),
    hasLargeImage: values.large,
  };
}
