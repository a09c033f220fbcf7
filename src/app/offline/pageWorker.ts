import { AppError } from '#lib/errors.ts';
import type { FileList } from '#pwa/fileList.ts';
import type { Description, PageMessage, WorkerNews } from '#pwa/messages.ts';

/** Pages stay open for days; the browser itself looks for a newer version on opening only. */
const UPDATE_CHECK_MS = 3_600_000;
const ANSWER_DEADLINE_MS = 10_000;

/** What the page wants to hear of its service worker. */
export interface WorkerEvents {
  /** A newer version is complete and waits. */
  readonly onUpdate: () => void;
  /** A model was kept because it was used. */
  readonly onModelKept: () => void;
}

/**
 * Registers the service worker and resolves once it has kept the whole page; `null` where that is
 * not allowed.
 *
 * @throws AppError `not-found` when the page cannot be kept
 */
export async function followWorker(
  events: WorkerEvents,
): Promise<ServiceWorkerRegistration | null> {
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<WorkerNews>) => {
    if (data.kind === 'model-kept') events.onModelKept();
  });
  const url = new URL('sw.js', document.baseURI);
  const options = { updateViaCache: 'none' } as const;
  // Programs that forbid service workers may put a function in place that answers nothing.
  const registration: ServiceWorkerRegistration | undefined =
    await navigator.serviceWorker.register(url, options);
  if (!registration) return null;
  await firstInstall(registration);
  watchUpdates(registration, events.onUpdate);
  send(registration, { kind: 'sweep' });
  return registration;
}

/** The files of the version that serves this page. @throws AppError `timeout` */
export function askWorker(registration: ServiceWorkerRegistration): Promise<FileList> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new AppError('timeout', 'The part that keeps the page gives no answer. Reload it.'));
    }, ANSWER_DEADLINE_MS);
    port1.onmessage = ({ data }: MessageEvent<Description>) => {
      clearTimeout(timer);
      port1.close();
      resolve(data);
    };
    send(registration, { kind: 'describe' }, [port2]);
  });
}

/** Lets the version that waits take over; resolves once it has. */
export async function takeOver({ waiting }: ServiceWorkerRegistration): Promise<void> {
  if (!waiting) return;
  const changed = new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  waiting.postMessage({ kind: 'take-over' } satisfies PageMessage);
  await changed;
}

function send(
  { active }: ServiceWorkerRegistration,
  message: PageMessage,
  transfer: Transferable[] = [],
): void {
  active?.postMessage(message, transfer);
}

/** Resolves at once when some version has kept the page before. */
async function firstInstall(registration: ServiceWorkerRegistration): Promise<void> {
  if (registration.active) return;
  const worker = registration.installing ?? registration.waiting;
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (!worker || worker.state === 'activated') resolve();
      if (worker?.state === 'redundant') {
        reject(
          new AppError(
            'not-found',
            'The page could not be kept whole: the connection broke, a file was changed on its way, or there is no space left. It is tried again when the page is opened next.',
          ),
        );
      }
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

function watchUpdates(registration: ServiceWorkerRegistration, onUpdate: () => void): void {
  const look = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') onUpdate();
    });
  };
  if (registration.waiting) onUpdate();
  look(registration.installing);
  registration.addEventListener('updatefound', () => look(registration.installing));
  const check = (): void => {
    // Offline, or between two deployments: the next check will tell.
    if (navigator.onLine) void registration.update().catch(() => undefined);
  };
  setInterval(check, UPDATE_CHECK_MS);
  window.addEventListener('online', check);
}
