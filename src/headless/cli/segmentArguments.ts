import { parseArgs } from 'node:util';
import { AppError } from '#lib/errors.ts';
import {
  asUsageError,
  type BackendChoice,
  DEFAULT_MODEL,
  parseBackend,
  parseNumber,
} from './options.ts';

/** What `npm run segment` was asked to do. */
export interface SegmentArguments {
  /** Id of a built-in model or path of a folder. */
  readonly model: string;
  readonly backend: BackendChoice;
  /** Largest input edge of a tile in px, halo included; `null` lets the engine choose. */
  readonly tileEdgePx: number | null;
  /** Resampling before the network, 0.25–4; `null` = as the model was trained. */
  readonly scale: number | null;
  readonly outFolder: string;
  /** Files and folders, at least one. */
  readonly inputs: readonly string[];
}

/** Shown with `--help` and after a wrong call. */
export const SEGMENT_USAGE = `Usage: npm run segment -- [options] FILE|DIR …

  --model ID|DIR   built-in model or folder with model.json, weights and card.json (${DEFAULT_MODEL})
  --backend NAME   auto, webgpu, webgl or wasm (auto)
  --tile EDGE      largest input edge of a tile in px, halo included, 16–4096 (as memory allows)
  --scale F        resamples the image before the network, 0.25–4 (the model's)
  --out DIR        folder for the results, made when missing (.)`;

/**
 * Reads the command line of `npm run segment`; `null` when help was asked for.
 *
 * @throws AppError `invalid-argument` when it cannot be understood
 */
export function parseSegmentArguments(argv: readonly string[]): SegmentArguments | null {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        model: { type: 'string', default: DEFAULT_MODEL },
        backend: { type: 'string' },
        tile: { type: 'string' },
        scale: { type: 'string' },
        out: { type: 'string', default: '.' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return null;
  if (positionals.length === 0) {
    throw new AppError('invalid-argument', 'Name at least one image or folder.');
  }
  return {
    model: values.model,
    backend: parseBackend(values.backend),
    tileEdgePx:
      values.tile === undefined
        ? null
        : parseNumber('--tile', values.tile, { min: 16, max: 4096, isInteger: true }),
    scale:
      values.scale === undefined
        ? null
        : parseNumber('--scale', values.scale, { min: 0.25, max: 4 }),
    outFolder: values.out,
    inputs: positionals,
  };
}
