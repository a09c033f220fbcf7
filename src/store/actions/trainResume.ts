import { AppError } from '#lib/errors.ts';
import type { StoredCheckpoint } from '#storage/checkpointStore.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { addLoadingEntry, fillEntry } from '#store/actions/addImage.ts';
import { dropImages } from '#store/actions/closeImages.ts';
import { openAnnotation, readAnnotation } from '#store/actions/editAnnotation.ts';
import { findRunImages } from '#store/actions/findRunImages.ts';
import { offerInterrupted } from '#store/actions/offerInterrupted.ts';
import {
  newTraining,
  type RunningTraining,
  type TrainingData,
} from '#store/actions/runningTraining.ts';
import { hideRun } from '#store/actions/shownRun.ts';
import type { RunPageFacts } from '#store/actions/trainCheckpoints.ts';
import { readTrainingImage } from '#store/actions/trainData.ts';
import { launchTraining, showNewRun, showWatchable } from '#store/actions/trainRun.ts';
import { noteReplaced } from '#store/autosave/noteEntry.ts';
import { withAnnotation } from '#store/slices/annotationSlice.ts';
import { findEntry, withEntry, withNewRevision } from '#store/slices/imagesSlice.ts';
import { withTraining } from '#store/slices/trainingSlice.ts';
import { failureText, questionText } from '#text/messages.ts';
import type { AnnotationSnapshot } from '#workers/annotationApi.ts';

/** Opens the images and annotations of the interrupted run and goes on with it. */
export async function resumeInterrupted(context: ActionContext): Promise<void> {
  const { services, store } = context;
  const { interrupted, run } = store.getState().training;
  if (!interrupted || run) return;
  store.setState((state) => withTraining(state, { interrupted: null }));
  const openedIds: string[] = [];
  try {
    await goOnWith(context, await services.checkpoints.load(interrupted.runId), openedIds);
  } catch (error) {
    // They are still stored: the next try opens them again.
    dropImages(context, openedIds);
    const work = context.running.training;
    if (work?.runId === interrupted.runId) hideRun(context, work);
    reportFailure(context, failureText.notResumed, error);
    await offerInterrupted(context);
  }
}

/** Forgets the interrupted run, after a question. */
export async function discardInterrupted(context: ActionContext): Promise<void> {
  const { services, store } = context;
  const { interrupted } = store.getState().training;
  if (!interrupted) return;
  const isSure = await context.ask({
    title: questionText.forgetRun,
    message: questionText.forgetRunHint,
    confirmLabel: questionText.forget,
    declineLabel: questionText.keep,
    isDestructive: true,
  });
  if (!isSure) return;
  store.setState((state) => withTraining(state, { interrupted: null }));
  await services.checkpoints
    .discard(interrupted.runId)
    .catch((error: unknown) => reportFailure(context, failureText.notForgotten, error));
}

async function goOnWith(
  context: ActionContext,
  { run, checkpoint }: StoredCheckpoint,
  openedIds: string[],
): Promise<void> {
  const { store } = context;
  const work = newTraining(run.runId, run.recipe, run.startedAt);
  work.checkpoint = checkpoint;
  context.running.training = work;
  // From here on no other run can begin.
  showResumed(context, work, run);
  const ids = (await findRunImages(context, run)) ?? openedIds;
  if (ids === openedIds) await openImages(context, run.images, openedIds);
  store.setState({ shownOverlay: 'annotation' });
  const validationCount = readCount(run.page['validationCount']);
  const validationIds = validationCount === null ? [] : ids.slice(ids.length - validationCount);
  store.setState((state) =>
    withTraining(state, {
      setup: {
        start: run.startedFrom === null ? 'scratch' : 'model',
        presetId: null,
        recipe: run.recipe,
        // A region of the only image with objects is chosen again by the seed.
        roles: Object.fromEntries(
          (validationCount === null ? [] : ids).map((id) => [
            id,
            validationIds.includes(id) ? 'validation' : 'training',
          ]),
        ),
      },
    }),
  );
  const { normalization, network } = run;
  const how = { normalization, scale: run.recipe.scale };
  const images = await Promise.all(
    run.images.map(({ name, input, annotation }, index) => {
      const entry = findEntry(store.getState(), ids[index] ?? null);
      if (!entry) throw new AppError('not-found', failureText.imageGone(name));
      // It was trained on these: what was painted since is for the next run.
      return readTrainingImage(context, { ...entry, input }, how, annotation);
    }),
  );
  const data: TrainingData = {
    images: images.filter(({ id }) => !validationIds.includes(id)),
    validationImages:
      validationCount === null ? null : images.filter(({ id }) => validationIds.includes(id)),
    network,
    normalization,
    weights: run.startWeights,
    startedFrom: run.startedFrom,
    ...modelFacts(run.page),
  };
  work.data = data;
  showWatchable(context, work, data);
  // Its checkpoint is no thing to be given up with what was not begun.
  if (work.isStopped) throw new AppError('cancelled', failureText.trainingStopped);
  await launchTraining(context, work);
}

function showResumed(
  context: ActionContext,
  work: RunningTraining,
  { page, startedFrom, network }: StoredCheckpoint['run'],
): void {
  const startTitle = page['startTitle'];
  const title = typeof startTitle === 'string' ? startTitle : '';
  showNewRun(context, work, { startedFrom, startTitle: title, network });
}

/** What this page stored of the model started from, which may be gone by now. */
function modelFacts(page: Readonly<Record<string, unknown>>) {
  const { rehearses = null, instanceSettings = null } = page as Partial<RunPageFacts>;
  return { rehearses, instanceSettings };
}

/** Opens the stored images with their annotations; adds their new ids, in the same order. */
async function openImages(
  context: ActionContext,
  images: StoredCheckpoint['run']['images'],
  ids: string[],
): Promise<void> {
  const { store } = context;
  for (const { name, image, annotation, input, pixelSizeUm } of images) {
    const imageId = addLoadingEntry(context, { name, folder: '', file: null });
    ids.push(imageId);
    await fillEntry(context, imageId, image);
    await restoreAnnotation(context, imageId, annotation);
    store.setState((state) => withEntry(state, imageId, () => ({ input, pixelSizeUm })));
  }
}

/** The annotation as it was stored, without a step of undo. */
async function restoreAnnotation(
  context: ActionContext,
  imageId: string,
  snapshot: AnnotationSnapshot,
): Promise<void> {
  if (!openAnnotation(context, imageId)) return;
  const state = await readAnnotation(context, imageId, () =>
    context.services.annotation.restore({ imageId, snapshot }),
  );
  if (!state) return;
  await noteReplaced(context, imageId);
  context.store.setState((before) => ({
    ...withAnnotation(before, imageId, { state }),
    ...withNewRevision(before, imageId, 'annotation'),
  }));
}

/** A count of images as stored; `null` for anything else. */
function readCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}
