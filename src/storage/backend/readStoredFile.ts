import { AppError, hasCode } from '#lib/errors.ts';
import type { FileStore, StoredFile } from '#storage/backend/fileStore.ts';

/**
 * The bytes of a file that a row points to.
 *
 * @param what what it belongs to, as the start of a sentence
 * @throws AppError `corrupt-file` when it is missing or of another size
 */
export async function readStoredFile(
  files: FileStore,
  { name, byteLength }: StoredFile,
  what: string,
): Promise<ArrayBuffer> {
  const bytes = await files.read(name).catch((error: unknown) => {
    if (hasCode(error, 'not-found')) return new ArrayBuffer(0);
    throw error;
  });
  if (bytes.byteLength === byteLength) return bytes;
  throw new AppError(
    'corrupt-file',
    `${what} is damaged: of its ${byteLength} bytes the browser has kept ${bytes.byteLength}. Nothing can be read from it any more; use a copy that you have downloaded.`,
  );
}
