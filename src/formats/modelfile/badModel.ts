import { AppError } from '#lib/errors.ts';

/**
 * The error for a model file that cannot be used.
 *
 * @param what what is wrong, as the second half of a sentence that starts with "it" or a name
 * @param remedy what to do about it, one sentence
 */
export function badModel(what: string, remedy: string, cause?: unknown): AppError {
  return new AppError('bad-model', `This model cannot be used: ${what}. ${remedy}`, { cause });
}
