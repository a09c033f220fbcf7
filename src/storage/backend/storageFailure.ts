import { AppError, toAppError } from '#lib/errors.ts';

/** Less is not what fills a disk. */
const WORTH_TELLING_BYTES = 50_000;

/**
 * The error for something that could not be stored.
 *
 * @param what what was to be stored, as the start of a sentence: “The model”
 * @param byteLength how much it is
 */
export async function storageFailure(
  error: unknown,
  what: string,
  byteLength: number,
): Promise<AppError> {
  if (!isQuotaError(error)) return toAppError(error);
  const needed =
    byteLength < WORTH_TELLING_BYTES
      ? 'it does not fit'
      : `its ${formatMegabytes(byteLength)} do not fit`;
  const used = await usedBytes();
  const state = used === null ? '' : `, which holds ${formatMegabytes(used)} already`;
  return new AppError(
    'storage-full',
    `${what} could not be stored: ${needed} into the browser’s storage for this page${state}. What was stored before is untouched. Delete projects or kept models that are not needed, or free space on the disk, and try again.`,
    { cause: error },
  );
}

/** Whether something failed for lack of space. */
export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

async function usedBytes(): Promise<number | null> {
  const estimate = await globalThis.navigator?.storage?.estimate().catch(() => null);
  return estimate?.usage ?? null;
}

function formatMegabytes(bytes: number): string {
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
