import { type InstallPrompt, watchInstallPrompt } from '#app/offline/installPrompt.ts';
import { forgetModel, isModelKept, keepModel } from '#app/offline/keptModelFiles.ts';
import { askWorker, followWorker, takeOver } from '#app/offline/pageWorker.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import type { FileList, ListedFile } from '#pwa/fileList.ts';
import type { OfflineModel, OfflineService, OfflineStatus } from '#store/offlineService.ts';

interface Kept {
  readonly registration: ServiceWorkerRegistration;
  readonly list: FileList;
}

const INITIAL: OfflineStatus = {
  state: 'unavailable',
  reason: '',
  hasUpdate: false,
  canInstall: false,
  models: {},
};

/** Work without a network by the page's service worker; it is registered by `start`. */
export function createOfflineService(): OfflineService {
  let status = INITIAL;
  let kept: Kept | null = null;
  let prompt: InstallPrompt | null = null;
  const listeners = new Set<(status: OfflineStatus) => void>();
  const change = (part: Partial<OfflineStatus>): void => {
    status = { ...status, ...part };
    for (const listener of listeners) listener(status);
  };
  watchInstallPrompt((offered) => {
    prompt = offered;
    change({ canInstall: offered !== null });
  });

  const showModels = async (): Promise<void> => {
    if (kept) change({ models: await modelsOf(kept) });
  };
  const filesOf = (modelId: string): { scope: string; files: readonly ListedFile[] } => {
    const files = kept?.list.models[modelId];
    if (kept && files) return { scope: kept.registration.scope, files };
    throw new AppError('not-found', `The model ${modelId} is not one that comes with the page.`);
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      listener(status);
      return () => listeners.delete(listener);
    },
    start: async () => {
      if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
      change({ state: 'preparing' });
      try {
        const registration = await followWorker({
          onUpdate: () => change({ hasUpdate: true }),
          onModelKept: () => void showModels(),
        });
        if (!registration) {
          change({ state: 'unavailable' });
          return;
        }
        kept = { registration, list: await askWorker(registration) };
        await showModels();
        change({ state: 'ready' });
      } catch (error) {
        change({ state: 'failed', reason: toAppError(error).message });
      }
    },
    storeModel: async (modelId, options) => {
      const { scope, files } = filesOf(modelId);
      await keepModel(scope, files, options);
      await showModels();
    },
    removeModel: async (modelId) => {
      const { scope, files } = filesOf(modelId);
      await forgetModel(scope, files);
      await showModels();
    },
    update: async () => {
      if (kept) await takeOver(kept.registration);
      window.location.reload();
    },
    install: async () => prompt?.show(),
  };
}

async function modelsOf({ registration, list }: Kept): Promise<Record<string, OfflineModel>> {
  const models: Record<string, OfflineModel> = {};
  for (const [modelId, sizeBytes] of Object.entries(list.includedModels)) {
    models[modelId] = { sizeBytes, place: 'included' };
  }
  for (const [modelId, files] of Object.entries(list.models)) {
    const isStored = await isModelKept(registration.scope, files);
    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    models[modelId] = { sizeBytes, place: isStored ? 'stored' : 'absent' };
  }
  return models;
}
