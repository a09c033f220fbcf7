import { parseArgs } from 'node:util';
import { MODEL_FORMATS, type ModelFormat } from '#domain/model/modelFormat.ts';
import { AppError } from '#lib/errors.ts';
import { asUsageError, DEFAULT_MODEL } from './options.ts';

/** What `npm run export-model` was asked to do. */
export interface ExportModelArguments {
  /** Id of a built-in model or path of a folder. */
  readonly model: string;
  readonly format: ModelFormat;
  readonly outFolder: string;
}

/** Shown with `--help` and after a wrong call. */
export const EXPORT_MODEL_USAGE = `Usage: npm run export-model -- [options]

  --model ID|DIR   built-in model or folder with model.json, weights and card.json (${DEFAULT_MODEL})
  --format NAME    ${MODEL_FORMATS.join(', ')} (onnx)
  --out DIR        where the file goes (the current folder)`;

/**
 * Reads the command line of `npm run export-model`; `null` when help was asked for.
 *
 * @throws AppError `invalid-argument` when it cannot be understood
 */
export function parseExportModelArguments(argv: readonly string[]): ExportModelArguments | null {
  const { values } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      options: {
        model: { type: 'string', default: DEFAULT_MODEL },
        format: { type: 'string', default: 'onnx' },
        out: { type: 'string', default: '.' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) return null;
  const format = MODEL_FORMATS.find((name) => name === values.format);
  if (!format) {
    throw new AppError(
      'invalid-argument',
      `--format is "${values.format}"; it must be one of ${MODEL_FORMATS.join(', ')}.`,
    );
  }
  return { model: values.model, format, outFolder: values.out };
}
