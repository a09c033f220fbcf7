import type { DownloadOptions, OfflineService, OfflineStatus } from '#store/offlineService.ts';

/** A page that is ready for offline work, and the control over its downloads. */
export interface FakeOffline {
  readonly service: OfflineService;
  /** Calls in order. */
  readonly log: string[];
  /** The download that was asked for last; settle it by hand. */
  download: FakeDownload | null;
  /** Tells every listener of a change. */
  change: (change: Partial<OfflineStatus>) => void;
}

/** A download on its way. */
export interface FakeDownload extends DownloadOptions {
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

/** An offline service whose downloads end when the test says so. */
export function fakeOffline(): FakeOffline {
  let status: OfflineStatus = {
    state: 'ready',
    reason: '',
    hasUpdate: false,
    canInstall: false,
    models: {
      nuclei: { sizeBytes: 8e6, place: 'included' },
      'em-membranes': { sizeBytes: 8e6, place: 'absent' },
    },
  };
  const listeners = new Set<(status: OfflineStatus) => void>();
  const log: string[] = [];
  const fake: FakeOffline = {
    log,
    download: null,
    change: (change) => {
      status = { ...status, ...change };
      for (const listener of listeners) listener(status);
    },
    service: {
      start: async () => void log.push('start'),
      subscribe: (listener) => {
        listeners.add(listener);
        listener(status);
        return () => listeners.delete(listener);
      },
      storeModel: (modelId, options) => {
        log.push(`store ${modelId}`);
        return new Promise((finish, fail) => {
          fake.download = { ...options, finish, fail };
        });
      },
      removeModel: async (modelId) => void log.push(`remove ${modelId}`),
      update: async () => void log.push('update'),
      install: async () => void log.push('install'),
    },
  };
  return fake;
}
