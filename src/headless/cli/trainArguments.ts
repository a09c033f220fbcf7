import { parseArgs } from 'node:util';
import { AppError } from '#lib/errors.ts';
import { asUsageError, type BackendChoice, parseBackend, parseNumber } from './options.ts';

/** What `npm run train` was asked to do. */
export interface TrainArguments {
  /** Folder with `images` and `labels`. */
  readonly dataFolder: string;
  /** Folder of the images to validate on; `null` = split off by the seed. */
  readonly validationFolder: string | null;
  /** Id or folder of the model to fine-tune; `null` = from scratch. */
  readonly from: string | null;
  /** JSON file with a recipe, or parts of one, or a `run.json`. */
  readonly recipeFile: string | null;
  /** Overrule the recipe. */
  readonly iterations: number | null;
  readonly seed: number | null;
  /** Limit of the whole command. */
  readonly minutes: number | null;
  readonly backend: BackendChoice;
  /** How labels are read: by their values, or any value but 0 as a class. */
  readonly labelKind: 'auto' | 'classes';
  readonly outFolder: string;
}

/** Shown with `--help` and after a wrong call. */
export const TRAIN_USAGE = `Usage: npm run train -- [options] --data DIR --out DIR

  --data DIR        folder with images/ and labels/, same base names
  --validation DIR  another such folder to validate on (a part of the data, by the seed)
  --from ID|DIR     fine-tunes a built-in model, or one from a folder (trains from scratch)
  --recipe FILE     JSON with all or some entries of a recipe, or the run.json of an earlier run
  --iterations N    optimiser steps
  --minutes M       ends the whole command after this time
  --seed S          decides weights, samples and the split
  --backend NAME    auto, webgpu, webgl or wasm (auto)
  --classes         labels are class indices: every value but 0 is a class
  --out DIR         folder for model.json, weights.bin, card.json and run.json, made when missing`;

/**
 * Reads the command line of `npm run train`; `null` when help was asked for.
 *
 * @throws AppError `invalid-argument` when it cannot be understood
 */
export function parseTrainArguments(argv: readonly string[]): TrainArguments | null {
  const { values } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        validation: { type: 'string' },
        from: { type: 'string' },
        recipe: { type: 'string' },
        iterations: { type: 'string' },
        minutes: { type: 'string' },
        seed: { type: 'string' },
        backend: { type: 'string' },
        classes: { type: 'boolean', default: false },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return null;
  if (values.data === undefined) {
    throw new AppError('invalid-argument', '--data is missing: name the folder of the images.');
  }
  if (values.out === undefined) {
    throw new AppError('invalid-argument', '--out is missing: name a folder for the model.');
  }
  const whole = (name: 'iterations' | 'seed', min: number, max: number) => {
    const text = values[name];
    return text === undefined
      ? null
      : parseNumber(`--${name}`, text, { min, max, isInteger: true });
  };
  return {
    dataFolder: values.data,
    validationFolder: values.validation ?? null,
    from: values.from ?? null,
    recipeFile: values.recipe ?? null,
    iterations: whole('iterations', 1, 10_000_000),
    seed: whole('seed', 0, 0xffff_ffff),
    minutes:
      values.minutes === undefined
        ? null
        : parseNumber('--minutes', values.minutes, { min: 0.1, max: 100_000 }),
    backend: parseBackend(values.backend),
    labelKind: values.classes ? 'classes' : 'auto',
    outFolder: values.out,
  };
}
