import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { MODEL_ENDINGS, type ModelFormat } from '#domain/model/modelFormat.ts';
import { safeStem } from '#lib/safeFileName.ts';
import { freshTitle } from '#storage/modelNames.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { chooseModel } from '#store/actions/chooseModel.ts';
import { copyMethods } from '#store/actions/copyMethods.ts';
import { askToLastOnce } from '#store/autosave/askToLast.ts';
import { recordStep } from '#store/history/recordSteps.ts';
import { findCard, withModel, withoutModel } from '#store/slices/modelsSlice.ts';
import { failureText, noticeText } from '#text/messages.ts';

/**
 * Keeps a model in this browser, lists it and chooses it. Where the browser keeps nothing the user is
 * told to download it.
 *
 * @returns the card as kept
 * @throws AppError `storage-full`, `bad-model`; the caller shows it
 */
export async function keepModel(context: ActionContext, model: ModelContent): Promise<ModelCard> {
  const { services, store } = context;
  const titles = store.getState().models.map(({ title }) => title);
  const title = freshTitle(model.card.title, titles);
  const card = await services.models.keep({ ...model, card: { ...model.card, title } });
  store.setState((state) => withModel(state, card));
  void askToLastOnce(context);
  chooseModel(context, card.id);
  const status = await services.storageStatus();
  if (status.kind === 'memory') {
    notify(context, noticeText.onlyInMemory(card.title, status.reason));
  }
  return card;
}

/** Gives a kept model another title. */
export async function renameModel(
  context: ActionContext,
  modelId: string,
  title: string,
): Promise<void> {
  const former = findCard(context.store.getState(), modelId)?.title;
  if (former === undefined || former === title.trim()) return;
  const after = await giveModelTitle(context, modelId, title);
  if (after !== null) recordStep(context, { kind: 'rename', modelId, before: former, after });
}

/** Renames a kept model; the title that it has then, `null` after a failure, which is shown. */
export async function giveModelTitle(
  context: ActionContext,
  modelId: string,
  title: string,
): Promise<string | null> {
  try {
    const card = await context.services.models.rename(modelId, title);
    context.store.setState((state) => withModel(state, card));
    return card.title;
  } catch (error) {
    reportFailure(context, failureText.modelNotRenamed, error);
    return null;
  }
}

/** Takes a kept model off the list; its notice offers to bring it back as long as it is shown. */
export async function removeModel(context: ActionContext, modelId: string): Promise<void> {
  const { services, store } = context;
  const { chosenModelId } = store.getState();
  const card = findCard(store.getState(), modelId);
  if (!card) return;
  try {
    await services.models.remove(modelId);
  } catch (error) {
    reportFailure(context, failureText.modelNotDeleted(card.title), error);
    return;
  }
  store.setState((state) => withoutModel(state, card));
  if (chosenModelId === modelId) chooseModel(context, store.getState().models[0]?.id ?? null);
  notify(context, noticeText.modelDeleted(card.title), {
    label: noticeText.undo,
    run: () => restoreModel(context, modelId, chosenModelId === modelId),
    // What cannot be freed now is freed at the next start.
    expire: () => services.models.forget(modelId).catch(() => undefined),
  });
}

async function restoreModel(
  context: ActionContext,
  modelId: string,
  isChosen: boolean,
): Promise<void> {
  const { services, store } = context;
  try {
    const card = await services.models.restore(modelId);
    store.setState((state) => withModel(state, card));
    if (isChosen) chooseModel(context, modelId);
  } catch (error) {
    reportFailure(context, failureText.modelNotBroughtBack, error);
  }
}

/** Offers a model, shipped or kept, as one file; failures are shown. */
export async function exportModel(
  context: ActionContext,
  modelId: string,
  format: ModelFormat,
): Promise<void> {
  const { services, store } = context;
  const title = findCard(store.getState(), modelId)?.title ?? modelId;
  try {
    const bytes = await services.models.pack(modelId, format);
    const mimeType = format === 'onnx' ? 'application/octet-stream' : 'application/zip';
    services.saveFile(`${safeStem(`${title}.zip`)}${MODEL_ENDINGS[format]}`, bytes, mimeType);
  } catch (error) {
    reportFailure(context, failureText.modelNotExported(title), error);
  }
}

/** Copies the paragraph for a paper on a model's training; where the browser refuses, it is shown. */
export async function copyModelMethods(context: ActionContext, modelId: string): Promise<void> {
  const record = findCard(context.store.getState(), modelId)?.training;
  if (!record) return;
  await copyMethods(context, record);
}
