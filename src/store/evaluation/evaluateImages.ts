import type { EvaluationRow } from '#domain/metrics/evaluationRow.ts';
import { usedInTraining } from '#domain/training/usedInTraining.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { readAnnotation } from '#store/actions/editAnnotation.ts';
import { waitForObjects } from '#store/actions/extractObjects.ts';
import type { AppState } from '#store/appState.ts';
import { selectEvaluableImages, selectEvaluated } from '#store/selectors/evaluation.ts';
import {
  type EvaluatedImage,
  type ShownComparison,
  withEvaluation,
} from '#store/slices/evaluationSlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { evaluationText } from '#text/evaluation.ts';

/**
 * Scores an image and makes its comparison the one that can be drawn. Failures are shown, never
 * thrown; nothing is shown of what changed while it was compared.
 */
export async function evaluateImage(context: ActionContext, imageId: string): Promise<void> {
  const { store } = context;
  if (store.getState().evaluation.running) return;
  show(context, { running: { position: 1, count: 1 } });
  try {
    const { iouThreshold } = store.getState().evaluation;
    const wrong = await compare(context, imageId, iouThreshold);
    if (wrong && selectEvaluated(store.getState(), imageId)) showWrong(context, imageId, wrong);
  } finally {
    show(context, { running: null });
  }
}

/** Scores every image that has both; those whose scores are there already are left as they are. */
export async function evaluateAll(context: ActionContext): Promise<void> {
  const { store } = context;
  if (store.getState().evaluation.running) return;
  const entries = selectEvaluableImages(store.getState());
  try {
    for (const [index, { id }] of entries.entries()) {
      if (!store.getState().evaluation.isOpen) return;
      show(context, { running: { position: index + 1, count: entries.length } });
      if (!selectEvaluated(store.getState(), id)) await compare(context, id, null);
    }
  } finally {
    show(context, { running: null });
  }
}

/** Chooses the IoU from which an object counts as found. */
export async function setIouThreshold(context: ActionContext, iouThreshold: number): Promise<void> {
  const { store, services } = context;
  show(context, { iouThreshold });
  const imageId = store.getState().evaluation.shown?.imageId;
  if (imageId === undefined) return;
  try {
    const wrong = await services.image.compareAt({ imageId, iouThreshold });
    const { evaluation } = store.getState();
    const isWanted =
      evaluation.iouThreshold === iouThreshold && evaluation.shown?.imageId === imageId;
    if (isWanted) showWrong(context, imageId, wrong);
  } catch (error) {
    reportFailure(context, evaluationText.failed(nameOf(store.getState(), imageId)), error);
  }
}

/** Offers the scores of all images as a CSV file; those that are missing are taken first. */
export async function exportEvaluation(context: ActionContext): Promise<void> {
  await evaluateAll(context);
  const rows = evaluationRows(context.store.getState());
  if (rows.length === 0) return;
  try {
    const bytes = await context.services.image.evaluationCsv({ rows });
    context.services.saveFile('evaluation.csv', bytes, 'text/csv');
  } catch (error) {
    reportFailure(context, evaluationText.notExported, error);
  }
}

/** The scores that are there, a row per image, in the order of the list. A new array each time. */
export function evaluationRows(state: AppState): readonly EvaluationRow[] {
  return state.images.flatMap(({ id, name }) => {
    const evaluated = selectEvaluated(state, id);
    if (!evaluated) return [];
    const { comparison, modelId } = evaluated;
    return { image: name, model: modelId, comparison, usedInTraining: roleOf(state, id) };
  });
}

/** What the training of the model behind an image's objects used the image for; `null` = nothing. */
export function roleOf(state: AppState, imageId: string): EvaluationRow['usedInTraining'] {
  const modelId = state.results[imageId]?.modelId ?? null;
  return usedInTraining(findCard(state, modelId), nameOf(state, imageId), (id) =>
    findCard(state, id),
  );
}

/** Scores one image; `null` when there was nothing to score or it has changed meanwhile. */
async function compare(
  context: ActionContext,
  imageId: string,
  iouThreshold: number | null,
): Promise<ShownComparison['wrong'] | null> {
  const { services, store } = context;
  try {
    await waitForObjects(context, imageId);
    const snapshot = await readAnnotation(context, imageId, () =>
      services.annotation.read({ imageId }),
    );
    const before = store.getState();
    const result = before.results[imageId];
    const annotation = before.annotations[imageId]?.state;
    if (!snapshot || !result || !annotation) return null;
    const { comparison, wrong } = await services.image.compareWithTruth(
      { imageId, truth: snapshot.labels, iouThreshold },
      { transfer: [snapshot.labels.data.buffer] },
    );
    const { modelId, objects } = result;
    note(context, imageId, { comparison, modelId, objects, annotation });
    return wrong;
  } catch (error) {
    reportFailure(context, evaluationText.failed(nameOf(store.getState(), imageId)), error);
    return null;
  }
}

function note({ store }: ActionContext, imageId: string, evaluated: EvaluatedImage): void {
  store.setState((state) => {
    const { images } = state.evaluation;
    // Of images that were closed nothing is kept.
    const open = state.images.flatMap(({ id }) => {
      const found = images[id];
      return found ? [[id, found] as const] : [];
    });
    return withEvaluation(state, { images: { ...Object.fromEntries(open), [imageId]: evaluated } });
  });
}

function showWrong(
  { store }: ActionContext,
  imageId: string,
  wrong: ShownComparison['wrong'],
): void {
  store.setState((state) => {
    if (!state.evaluation.isOpen) return state;
    const revision = (state.evaluation.shown?.revision ?? 0) + 1;
    return withEvaluation(state, { shown: { imageId, revision, wrong } });
  });
}

function show({ store }: ActionContext, change: Partial<AppState['evaluation']>): void {
  store.setState((state) => withEvaluation(state, change));
}

function nameOf(state: AppState, imageId: string): string {
  return findEntry(state, imageId)?.name ?? '';
}
