/*
 * Our own and not Workbox's: each version lies in a cache of its own, its files checked by SHA-384,
 * and stays until the last tab that runs it is gone; and every answer gets the security headers.
 */
import { answerRequest, ownPath } from '#pwa/answerRequest.ts';
import { installLockName } from '#pwa/cacheNames.ts';
import type { FileList } from '#pwa/fileList.ts';
import { fillShell } from '#pwa/fillShell.ts';
import type { Description, PageMessage, WorkerNews } from '#pwa/messages.ts';
import { sweepShells } from '#pwa/sweepShells.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in place by the build. */
declare const BUILT_FILES: FileList;

const files = BUILT_FILES;
const { scope } = self.registration;

// It never takes over by itself: an open page goes on with the version that it began with.
self.addEventListener('install', (event) => {
  event.waitUntil(navigator.locks.request(installLockName(scope), () => fillShell(scope, files)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(sweep().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const path = ownPath(event.request, scope);
  if (path === null) return;
  event.respondWith(
    answerRequest(event.request, path, { scope, list: files, onModelKept: tellPages }),
  );
});

self.addEventListener('message', (event) => {
  const message = event.data as PageMessage;
  switch (message.kind) {
    case 'describe':
      event.ports[0]?.postMessage(files satisfies Description);
      break;
    case 'take-over':
      event.waitUntil(self.skipWaiting());
      break;
    case 'sweep':
      event.waitUntil(sweep());
      break;
  }
});

/** Not while another version is on its way: its cache is in no page's use yet. */
async function sweep(): Promise<void> {
  await navigator.locks.request(installLockName(scope), { ifAvailable: true }, async (lock) => {
    if (!lock || self.registration.installing || self.registration.waiting) return;
    await sweepShells(scope, files.version);
  });
}

function tellPages(modelId: string): void {
  void self.clients.matchAll().then((clients) => {
    for (const client of clients) {
      client.postMessage({ kind: 'model-kept', modelId } satisfies WorkerNews);
    }
  });
}
