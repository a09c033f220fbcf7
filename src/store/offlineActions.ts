import type { ActionContext } from '#store/actions/actionContext.ts';
import {
  type ModelDownloads,
  prepareOffline,
  setModelOffline,
  updatePage,
} from '#store/actions/workOffline.ts';

/** What can be done about work without a network. */
export function offlineActions(context: ActionContext) {
  const downloads: ModelDownloads = new Map();
  return {
    prepareOffline: () => prepareOffline(context),
    /** Keeps a model of the page in the browser, with progress in `modelDownloads`, or frees it. */
    setModelOffline: (modelId: string, isWanted: boolean) =>
      setModelOffline(context, downloads, modelId, isWanted),
    updatePage: () => updatePage(context),
    installPage: () => context.services.offline.install(),
  };
}
