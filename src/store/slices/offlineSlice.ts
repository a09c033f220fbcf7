import type { OfflineStatus } from '#store/offlineService.ts';

/** What of the page works without a network. */
export interface OfflineSlice {
  readonly offline: OfflineStatus;
  /** Downloads on their way, by model id: fraction 0…1. */
  readonly modelDownloads: Readonly<Record<string, number>>;
}

export const initialOffline: OfflineSlice = {
  offline: { state: 'unavailable', reason: '', hasUpdate: false, canInstall: false, models: {} },
  modelDownloads: {},
};
