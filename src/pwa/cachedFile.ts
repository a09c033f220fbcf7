import { AppError } from '#lib/errors.ts';
import type { ListedFile } from '#pwa/fileList.ts';

/** Header of a kept answer that names the bytes it holds. */
const INTEGRITY_HEADER = 'X-Cellpane-Integrity';
/**
 * These describe how an answer came over the network, not what is kept of it; and a cache takes no
 * answer that varies with everything.
 */
const TRANSPORT_HEADERS = ['Content-Encoding', 'Content-Length', 'Transfer-Encoding', 'Vary'];

/** The kept answer for a file, if its bytes are those of the list. */
export async function matchFile(
  cache: Cache,
  url: string,
  file: ListedFile,
): Promise<Response | null> {
  const kept = await cache.match(url);
  return kept?.headers.get(INTEGRITY_HEADER) === file.integrity ? kept : null;
}

/** Keeps `answer`, whose bytes are known to be those of the list. @throws AppError `storage-full` */
export async function keepFile(
  cache: Cache,
  url: string,
  file: ListedFile,
  answer: Response,
): Promise<void> {
  const headers = new Headers(answer.headers);
  for (const name of TRANSPORT_HEADERS) headers.delete(name);
  headers.set(INTEGRITY_HEADER, file.integrity);
  try {
    await cache.put(url, new Response(answer.body, { headers }));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
    const megabytes = (file.sizeBytes / 1e6).toFixed(1);
    throw new AppError(
      'storage-full',
      `There is no space left in this browser for ${megabytes} MB. Delete models or projects that you no longer need, or free space on the disk, then try again.`,
      { cause: error },
    );
  }
}

/** Fetches a file; the browser refuses bytes other than those of the list. */
export function fetchListed(url: string, file: ListedFile): Promise<Response> {
  // A host may let files without a hash in their names grow old: ask whether they are current.
  return fetch(url, { cache: 'no-cache', integrity: file.integrity, credentials: 'same-origin' });
}
