const PREFIX = 'cellpane';

/**
 * Name of the cache that holds one version of the page; `scope` is the address of the page's folder,
 * so that two copies of the page on one host stay apart.
 */
export function shellCacheName(scope: string, version: string): string {
  return `${shellCachePrefix(scope)}${version}`;
}

/** What the names of the caches of all versions begin with. */
export function shellCachePrefix(scope: string): string {
  return `${PREFIX}-shell:${new URL(scope).pathname}:`;
}

/** Name of the cache that holds models which are not part of the page. */
export function modelCacheName(scope: string): string {
  return `${PREFIX}-models:${new URL(scope).pathname}`;
}

/** What the names of the locks begin with that pages hold on their main script as long as they live. */
export const PAGE_LOCK_PREFIX = `${PREFIX}-page:`;

/** Lock that a new version holds while it fills its cache; old caches are deleted under it too. */
export function installLockName(scope: string): string {
  return `${PREFIX}-install:${new URL(scope).pathname}`;
}
