import { AppError } from '#lib/errors.ts';

/**
 * The error for a file that contradicts itself or ends early.
 *
 * @param what a sentence that names the two things that disagree
 */
export function corruptFile(what: string, cause?: unknown): AppError {
  const advice = 'It is damaged or incomplete: copy, download or export it again.';
  return new AppError('corrupt-file', `${what} ${advice}`, cause === undefined ? {} : { cause });
}

/**
 * The error for a file that is sound but of a kind that cannot be read here.
 *
 * @param what a sentence that names the kind
 * @param advice what to do; by default, how to export with Fiji, which reads nearly all of them
 */
export function unsupportedFormat(what: string, advice: string = EXPORT_WITH_FIJI): AppError {
  return new AppError('unsupported-format', `${what} ${advice}`);
}

const EXPORT_WITH_FIJI =
  'Open it in Fiji (Plugins › Bio-Formats) and export it with File › Save As › Tiff…, or as OME-TIFF.';
