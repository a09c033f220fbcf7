import { parseArgs } from 'node:util';
import { AppError } from '#lib/errors.ts';
import {
  asUsageError,
  type BackendChoice,
  DEFAULT_MODEL,
  parseBackend,
  parseNumber,
} from './options.ts';

/** What `npm run evaluate` was asked to do. */
export interface EvaluateArguments {
  /** Id of a built-in model or path of a folder. */
  readonly model: string;
  readonly backend: BackendChoice;
  /** Folder with `images` and `labels`. */
  readonly dataFolder: string;
  /** Part of the name that an image must have; empty takes all. */
  readonly only: string;
  /** How labels are read: by their values, or any value but 0 as foreground. */
  readonly labelKind: 'auto' | 'classes';
  /** Resampling before the network, 0.25–4; `null` = as the model was trained. */
  readonly scale: number | null;
  /** Overrules the model's threshold, 0…1. */
  readonly threshold: number | null;
  /** Overrules the model's minimum object size. */
  readonly minimumSizePx: number | null;
  /** Averages over the 8 rotations and mirrors of each tile. */
  readonly averageSymmetries: boolean;
  /** File for the JSON besides standard output. */
  readonly outFile: string | null;
  /** File for a table of scores by threshold and minimum size. */
  readonly sweepFile: string | null;
  /** Title and note under which the scores are put into the model's card; `null` leaves it alone. */
  readonly card: { readonly data: string; readonly note: string } | null;
}

/** Shown with `--help` and after a wrong call. */
export const EVALUATE_USAGE = `Usage: npm run evaluate -- [options] --data DIR

  --data DIR          folder with images/ and labels/, same base names
  --only TEXT         only images whose name contains TEXT
  --model ID|DIR      built-in model or folder with model.json, weights and card.json (${DEFAULT_MODEL})
  --backend NAME      auto, webgpu, webgl or wasm (auto)
  --classes           labels are class indices: every value but 0 is foreground
  --scale F           resamples the image before the network, 0.25–4 (the model's)
  --threshold F       overrules the model's threshold, 0–1
  --minimum-size PX   overrules the model's minimum object size
  --symmetries        averages over the 8 rotations and mirrors of each tile
  --out FILE          writes the JSON there too
  --sweep FILE        also writes a table of scores by threshold and minimum size
  --write-card TITLE  puts the mean scores into public/models/ID/card.json under this title
  --note TEXT         note for --write-card`;

/**
 * Reads the command line of `npm run evaluate`; `null` when help was asked for.
 *
 * @throws AppError `invalid-argument` when it cannot be understood
 */
export function parseEvaluateArguments(argv: readonly string[]): EvaluateArguments | null {
  const { values } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        only: { type: 'string', default: '' },
        model: { type: 'string', default: DEFAULT_MODEL },
        backend: { type: 'string' },
        classes: { type: 'boolean', default: false },
        scale: { type: 'string' },
        threshold: { type: 'string' },
        'minimum-size': { type: 'string' },
        symmetries: { type: 'boolean', default: false },
        out: { type: 'string' },
        sweep: { type: 'string' },
        'write-card': { type: 'string' },
        note: { type: 'string', default: '' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return null;
  if (values.data === undefined) {
    throw new AppError('invalid-argument', '--data is missing: name the folder of the images.');
  }
  const optional = (name: 'threshold' | 'minimum-size', max: number) => {
    const text = values[name];
    return text === undefined ? null : parseNumber(`--${name}`, text, { min: 0, max });
  };
  const title = values['write-card'];
  return {
    model: values.model,
    backend: parseBackend(values.backend),
    dataFolder: values.data,
    only: values.only,
    labelKind: values.classes ? 'classes' : 'auto',
    scale:
      values.scale === undefined
        ? null
        : parseNumber('--scale', values.scale, { min: 0.25, max: 4 }),
    threshold: optional('threshold', 1),
    minimumSizePx: optional('minimum-size', 1e9),
    averageSymmetries: values.symmetries,
    outFile: values.out ?? null,
    sweepFile: values.sweep ?? null,
    card: title === undefined ? null : { data: title, note: values.note },
  };
}
