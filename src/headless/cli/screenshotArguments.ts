import { parseArgs } from 'node:util';
import { SCENES } from '#headless/screenshots/scenes.ts';
import { AppError } from '#lib/errors.ts';
import { asUsageError } from './options.ts';

const NAMES = SCENES.map(({ name }) => name);

/** Shown with `--help` and after a wrong call. */
export const SCREENSHOT_USAGE = `Usage: npm run screenshot -- [names]

Takes the pictures of docs/ anew, all or those named, from simulated samples in the built page.

  names  ${NAMES.join(', ')}`;

/**
 * Reads the command line of `npm run screenshot`: names of pictures, all when none is named;
 * `null` when help was asked for.
 *
 * @throws AppError `invalid-argument` when there is no such picture
 */
export function parseScreenshotArguments(argv: readonly string[]): readonly string[] | null {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      options: { help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    }),
  );
  if (values.help) return null;
  const unknown = positionals.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new AppError('invalid-argument', `There is no picture "${unknown}".`);
  }
  return positionals.length > 0 ? positionals : NAMES;
}
