import { downloadFile } from '#app/offline/downloadFile.ts';
import { keepFile, matchFile } from '#pwa/cachedFile.ts';
import { modelCacheName } from '#pwa/cacheNames.ts';
import type { ListedFile } from '#pwa/fileList.ts';
import type { DownloadOptions } from '#store/offlineService.ts';

/** Whether all files of a model are kept. */
export async function isModelKept(scope: string, files: readonly ListedFile[]): Promise<boolean> {
  const cache = await caches.open(modelCacheName(scope));
  const kept = await Promise.all(files.map((file) => matchFile(cache, urlOf(scope, file), file)));
  return kept.every(Boolean);
}

/**
 * Downloads the files of a model and keeps them once all are there.
 *
 * @throws AppError `not-found`, `corrupt-file`, `storage-full`, `cancelled`
 */
export async function keepModel(
  scope: string,
  files: readonly ListedFile[],
  { signal, onProgress }: DownloadOptions,
): Promise<void> {
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let doneBytes = 0;
  const answers = await Promise.all(
    files.map(async (file) => {
      const answer = await downloadFile(urlOf(scope, file), file, signal, (count) => {
        doneBytes += count;
        onProgress(Math.min(1, doneBytes / totalBytes));
      });
      return { file, answer };
    }),
  );
  const cache = await caches.open(modelCacheName(scope));
  try {
    for (const { file, answer } of answers) {
      await keepFile(cache, urlOf(scope, file), file, answer);
    }
  } catch (error) {
    await forgetModel(scope, files);
    throw error;
  }
}

/** Frees the space of a model's files. */
export async function forgetModel(scope: string, files: readonly ListedFile[]): Promise<void> {
  const cache = await caches.open(modelCacheName(scope));
  await Promise.all(files.map((file) => cache.delete(urlOf(scope, file))));
}

function urlOf(scope: string, { path }: ListedFile): string {
  return new URL(path, scope).href;
}
