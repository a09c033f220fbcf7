import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import type { ImageSource } from '#storage/project/projectChange.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { fileFactsOf, fillEntry } from '#store/actions/addImage.ts';
import { asideObjects } from '#store/actions/leavePage.ts';
import { restorePage, restorePrediction } from '#store/actions/restorePage.ts';
import { decodePage, pixelFileOf } from '#store/series/decodePage.ts';
import { findEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { failureText } from '#text/messages.ts';
import { savingText } from '#text/saving.ts';

/** Reads an image of the project back, with all that was kept of its page. Never rejects. */
export async function restoreImage(context: ActionContext, imageId: string): Promise<void> {
  const { running, services } = context;
  const projectId = running.autosave.facts?.id ?? '';
  await showFromSource(context, imageId, () =>
    services.projects.readSource({ projectId, imageId }),
  );
}

/**
 * Gives an image whose pixels are missing its file again.
 *
 * @returns true when it is back
 */
export async function refillImage(
  context: ActionContext,
  imageId: string,
  file: Blob,
): Promise<boolean> {
  const { running, store } = context;
  store.setState((state) =>
    withEntry(state, imageId, () => ({ status: 'loading', file, fileFacts: fileFactsOf(file) })),
  );
  const isBack = await showFromSource(context, imageId, async () => ({ kind: 'file', file }));
  if (isBack) running.autosave.sources.add(imageId);
  return isBack;
}

/**
 * Hands pixels and objects of an image to a fresh image worker; its annotation lives elsewhere.
 *
 * @returns true when it is back
 */
export async function reviveImage(context: ActionContext, imageId: string): Promise<boolean> {
  const { running, services, store } = context;
  const entry = findEntry(store.getState(), imageId);
  if (!entry) return false;
  asideObjects(context, imageId);
  const { file } = entry;
  const projectId = running.autosave.facts?.id ?? '';
  const read = async (): Promise<ImageSource> =>
    file ? { kind: 'file', file } : services.projects.readSource({ projectId, imageId });
  return showFromSource(context, imageId, read, () => restorePrediction(context, imageId));
}

async function showFromSource(
  context: ActionContext,
  imageId: string,
  read: () => Promise<ImageSource>,
  restore: () => Promise<void> = () => restorePage(context, imageId),
): Promise<boolean> {
  const { running, store } = context;
  const { autosave } = running;
  const controller = new AbortController();
  running.decoding.set(imageId, controller);
  try {
    const source = await read();
    const image = await pixelsOf(context, imageId, source, controller.signal);
    if (running.autosave !== autosave || controller.signal.aborted) return false;
    if (source.kind === 'file') {
      const { file } = source;
      store.setState((state) => withEntry(state, imageId, () => ({ file })));
    }
    await fillEntry(context, imageId, image, restore);
    return true;
  } catch (error) {
    const isWanted = running.autosave === autosave && !controller.signal.aborted;
    if (isWanted) tellMissing(context, imageId, error);
    return false;
  } finally {
    if (running.decoding.get(imageId) === controller) running.decoding.delete(imageId);
  }
}

async function pixelsOf(
  { services, store }: ActionContext,
  imageId: string,
  source: ImageSource,
  signal: AbortSignal,
): Promise<DecodedImage> {
  if (source.kind === 'planes') return source.image;
  const entry = findEntry(store.getState(), imageId);
  if (!entry?.info) throw new AppError('cancelled', failureText.closedWhileRead);
  const from = pixelFileOf(entry, source.file);
  const image = await decodePage(services, from, entry.info.pageIndex, signal);
  const { width, height } = entry.info;
  if (image.width === width && image.height === height) return image;
  throw new AppError('shape-mismatch', savingText.otherSize(image, entry.info));
}

/** What was kept of an image stays kept, until its file is opened again. */
function tellMissing(context: ActionContext, imageId: string, error: unknown): void {
  const entry = findEntry(context.store.getState(), imageId);
  if (!entry) return;
  context.store.setState((state) =>
    withEntry(state, imageId, () => ({ status: 'missing', file: null })),
  );
  if (hasCode(error, 'not-found')) return;
  reportFailure(context, savingText.pixelsDamaged(entry.name), error);
}
