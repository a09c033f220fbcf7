import { AppError } from '#lib/errors.ts';
import { fetchListed, keepFile, matchFile } from '#pwa/cachedFile.ts';
import { shellCacheName, shellCachePrefix } from '#pwa/cacheNames.ts';
import type { FileList, ListedFile } from '#pwa/fileList.ts';

/** As many as a browser opens to a host over HTTP/1.1. */
const PARALLEL_DOWNLOADS = 6;

/**
 * Keeps every file of a version in its cache. Files that this or an older version has already are
 * copied, not fetched, so that an interrupted download goes on where it stopped.
 *
 * @throws AppError `not-found` when the host does not send a file as it was built, `storage-full`
 */
export async function fillShell(scope: string, list: FileList): Promise<void> {
  const own = await caches.open(shellCacheName(scope, list.version));
  const older = await openShells(scope);
  const waiting = [...list.shell];
  const work = async (): Promise<void> => {
    try {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        await fillFile(own, older, scope, file);
      }
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
  };
  // One failure ends it, but nothing goes on behind the back of the next attempt.
  const ended = await Promise.allSettled(Array.from({ length: PARALLEL_DOWNLOADS }, work));
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** The caches of all versions that are there. */
export async function openShells(scope: string): Promise<Cache[]> {
  const names = await caches.keys();
  const shells = names.filter((name) => name.startsWith(shellCachePrefix(scope)));
  return Promise.all(shells.map((name) => caches.open(name)));
}

async function fillFile(
  own: Cache,
  older: readonly Cache[],
  scope: string,
  file: ListedFile,
): Promise<void> {
  const url = new URL(file.path, scope).href;
  if (await matchFile(own, url, file)) return;
  for (const cache of older) {
    const kept = await matchFile(cache, url, file);
    if (kept) return keepFile(own, url, file, kept);
  }
  const answer = await fetchListed(url, file).catch((cause: unknown) => refuse(file, cause));
  if (!answer.ok) refuse(file, `HTTP ${answer.status}`);
  await keepFile(own, url, file, answer);
}

function refuse(file: ListedFile, cause: unknown): never {
  throw new AppError('not-found', `${file.path} did not arrive as it was built.`, { cause });
}
