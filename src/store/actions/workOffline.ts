import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { selectMustWarnOnClose } from '#store/selectors/unsavedWork.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { offlineText } from '#text/offline.ts';

/** Downloads on their way, by model id. */
export type ModelDownloads = Map<string, AbortController>;

/** Begins to keep the page in the browser and follows how that goes. */
export async function prepareOffline({ services, store }: ActionContext): Promise<void> {
  services.offline.subscribe((offline) => store.setState({ offline }));
  await services.offline.start();
}

/** Keeps a model for work without a network, or frees its space. Shows its own failures. */
export async function setModelOffline(
  context: ActionContext,
  downloads: ModelDownloads,
  modelId: string,
  isWanted: boolean,
): Promise<void> {
  const title = findCard(context.store.getState(), modelId)?.title ?? modelId;
  downloads.get(modelId)?.abort();
  try {
    if (isWanted) await download(context, downloads, modelId);
    else await context.services.offline.removeModel(modelId);
  } catch (error) {
    reportFailure(context, offlineText.modelNotStored(title), error);
  }
}

async function download(
  context: ActionContext,
  downloads: ModelDownloads,
  modelId: string,
): Promise<void> {
  const controller = new AbortController();
  downloads.set(modelId, controller);
  const show = (fraction: number | null): void =>
    context.store.setState(({ modelDownloads }) => {
      const { [modelId]: _, ...others } = modelDownloads;
      return { modelDownloads: fraction === null ? others : { ...others, [modelId]: fraction } };
    });
  show(0);
  try {
    await context.services.offline.storeModel(modelId, {
      signal: controller.signal,
      onProgress: (fraction) => {
        if (downloads.get(modelId) === controller) show(fraction);
      },
    });
  } finally {
    if (downloads.get(modelId) === controller) {
      downloads.delete(modelId);
      show(null);
    }
  }
}

/** Reloads the page as its newer version; does nothing while a run or unsaved work would be lost. */
export async function updatePage(context: ActionContext): Promise<void> {
  if (selectMustWarnOnClose(context.store.getState())) return;
  try {
    await context.services.offline.update();
  } catch (error) {
    reportFailure(context, offlineText.updateFailed, error);
  }
}
