import { PAGE_LOCK_PREFIX, shellCacheName, shellCachePrefix } from '#pwa/cacheNames.ts';

/**
 * Deletes the caches of former versions, but not of those that a page still runs: each page holds a
 * lock on the address of its main script, and what it has not loaded yet must stay in place.
 */
export async function sweepShells(scope: string, version: string): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const scripts = held
    .map(({ name = '' }) => name)
    .filter((name) => name.startsWith(PAGE_LOCK_PREFIX))
    .map((name) => name.slice(PAGE_LOCK_PREFIX.length));
  const own = shellCacheName(scope, version);
  for (const name of await caches.keys()) {
    if (!name.startsWith(shellCachePrefix(scope)) || name === own) continue;
    if (!(await holdsAny(name, scripts))) await caches.delete(name);
  }
}

async function holdsAny(cacheName: string, urls: readonly string[]): Promise<boolean> {
  const cache = await caches.open(cacheName);
  const found = await Promise.all(urls.map((url) => cache.match(url)));
  return found.some(Boolean);
}
