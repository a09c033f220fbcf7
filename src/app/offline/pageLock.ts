import { PAGE_LOCK_PREFIX } from '#pwa/cacheNames.ts';

/**
 * Tells the service worker which version this page is, by the address of its main script, for as
 * long as the page lives: what that version has not loaded yet stays in the cache meanwhile.
 */
export function holdPageLock(scriptUrl: string): void {
  if (!('locks' in navigator)) return;
  const forEver = new Promise<never>(() => undefined);
  void navigator.locks.request(PAGE_LOCK_PREFIX + scriptUrl, { mode: 'shared' }, () => forEver);
}
