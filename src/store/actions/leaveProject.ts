import type { ActionContext } from '#store/actions/actionContext.ts';
import { settleEdits } from '#store/actions/leavePage.ts';
import { cancelJob } from '#store/actions/segmentImages.ts';
import { hideRun } from '#store/actions/shownRun.ts';
import { newAutosave } from '#store/autosave/autosave.ts';
import { saveNow } from '#store/autosave/saving.ts';
import { settleHistory } from '#store/history/settleHistory.ts';
import { initialHistory } from '#store/slices/historySlice.ts';
import { initialProject, withProject } from '#store/slices/projectSlice.ts';
import { runMode, withTraining } from '#store/slices/trainingSlice.ts';
import { savingText } from '#text/saving.ts';

/**
 * Stores the open project and takes it off the page; asks first when it can not be stored.
 *
 * @returns false when the user would rather stay
 */
export async function leaveProject(context: ActionContext): Promise<boolean> {
  const { running, services, store } = context;
  await storeAll(context);
  const { autosave } = running;
  const { save } = store.getState().project;
  if (save.kind === 'failed') {
    const isSure = await context.ask({
      title: savingText.leaveTitle,
      message: savingText.leaveMessage(save.message),
      confirmLabel: savingText.leaveConfirm,
      declineLabel: savingText.goBack,
      isDestructive: true,
    });
    if (!isSure) return false;
  }
  await removeClosed(context);
  if (running.autosave !== autosave) return false;
  clearPage(context);
  const { facts, isLost } = autosave;
  // A worker that died holds nothing any more.
  if (facts && !isLost) await services.projects.close({ projectId: facts.id }).catch(() => null);
  return true;
}

/** Images that were closed can not be brought back from another project. */
async function removeClosed(context: ActionContext): Promise<void> {
  if (context.running.history.closings.size === 0) return;
  context.store.setState(initialHistory);
  await saveNow(context);
}

/** Waits for every edit on its way and stores all there is, as far as that is possible. */
export async function storeAll(context: ActionContext): Promise<void> {
  const { running } = context;
  await settleHistory(context);
  await Promise.all([...running.annotating.keys()].map((id) => settleEdits(context, id)));
  await saveNow(context);
}

/**
 * Takes every image off the page and frees its memory; what is stored stays. A training goes on, or
 * waits to be kept; one that was kept is closed.
 */
export function clearPage(context: ActionContext): void {
  const { running, services, store } = context;
  cancelJob(context);
  if (running.training && runMode(store.getState()) === 'kept') hideRun(context, running.training);
  const former = running.autosave;
  if (former.timer) clearTimeout(former.timer.handle);
  if (former.slowTimer) clearTimeout(former.slowTimer);
  if (former.restTimer) clearTimeout(former.restTimer);
  running.autosave = newAutosave();
  for (const controller of running.decoding.values()) controller.abort();
  for (const { controller } of running.extractions.values()) controller.abort();
  const annotatedIds = [...running.annotating.keys()];
  running.annotating.clear();
  const { images } = store.getState();
  store.setState((state) => ({
    images: [],
    currentImageId: null,
    results: {},
    hoveredLabel: null,
    ...initialHistory,
    tunedSettings: {},
    annotations: {},
    ...withTraining(state, { setup: { ...state.training.setup, roles: {} } }),
    ...withProject(initialProject, { list: state.project.list, space: state.project.space }),
  }));
  // Workers that died have freed them already.
  for (const { id } of images) services.image.removeImage({ imageId: id }).catch(() => null);
  for (const id of annotatedIds) services.annotation.close({ imageId: id }).catch(() => null);
}
