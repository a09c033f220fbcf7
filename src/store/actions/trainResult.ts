import { trainedModelCard } from '#domain/training/trainedModelCard.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { copyMethods } from '#store/actions/copyMethods.ts';
import { keepModel } from '#store/actions/keptModels.ts';
import { dropRun, hideRun } from '#store/actions/shownRun.ts';
import { selectHasUnkeptRun } from '#store/selectors/trainingData.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import {
  isBestTheStart,
  type RunView,
  runMode,
  withRun,
  withTraining,
} from '#store/slices/trainingSlice.ts';
import { failureText, madeText, noticeText, questionText } from '#text/messages.ts';

/**
 * Keeps the best weights of a paused or ended run as a model of this browser, and chooses it for the
 * next segmentation. Does nothing where they are the weights of the model that it started from.
 */
export async function keepBest(context: ActionContext): Promise<void> {
  const { services, store, running } = context;
  const work = running.training;
  const { run } = store.getState().training;
  const mode = runMode(store.getState());
  if (!work?.run || !run || run.isKeeping || run.keptAs !== null || isBestTheStart(run)) return;
  if (mode !== 'paused' && mode !== 'ended') return;
  const { runId } = work;
  store.setState((state) => withRun(state, runId, { isKeeping: true }));
  try {
    const { weights, record } = await work.run.result('best');
    const start = findCard(store.getState(), run.startedFrom);
    const card = trainedModelCard(record, start, keptTitle(run));
    const kept = await keepModel(context, { card, weights });
    store.setState((state) => withRun(state, runId, { keptAs: kept.title }));
    if (mode === 'ended') await services.checkpoints.discard(runId);
    notify(context, noticeText.modelKept(kept.title));
  } catch (error) {
    reportFailure(context, failureText.modelNotKept, error);
  } finally {
    store.setState((state) => withRun(state, runId, { isKeeping: false }));
  }
}

const FINE_TUNED = madeText.fineTuned;
/** Leaves room for a number behind it. */
const LONGEST_BASE = 60;

/** A model that is fine-tuned again and again says so once. */
function keptTitle({ startedFrom, startTitle }: RunView): string {
  if (startedFrom === null) return madeText.trainedFromScratch;
  const end = startTitle.lastIndexOf(FINE_TUNED);
  const isAgain = end >= 0 && /^( \(\d+\))?$/.test(startTitle.slice(end + FINE_TUNED.length));
  const base = isAgain ? startTitle.slice(0, end) : startTitle;
  return `${base.slice(0, LONGEST_BASE)}${FINE_TUNED}`;
}

/** Throws an ended run away; asks first when its weights were not kept. */
export async function discardRun(context: ActionContext): Promise<void> {
  const { store, running } = context;
  const work = running.training;
  const mode = runMode(store.getState());
  if (!work || (mode !== 'ended' && mode !== 'kept' && mode !== 'paused')) return;
  if (selectHasUnkeptRun(store.getState())) {
    const isSure = await context.ask({
      title: questionText.discardRun,
      message: questionText.discardRunHint,
      confirmLabel: questionText.discard,
      declineLabel: questionText.goBack,
      isDestructive: true,
    });
    if (!isSure || running.training !== work) return;
  }
  if (mode === 'paused') {
    work.isStopped = true;
    await work.run?.stop().catch(() => null);
  }
  if (mode === 'kept') hideRun(context, work);
  else dropRun(context, work);
}

/** Copies the paragraph for a paper on the run that is shown. */
export async function copyMethodsText(context: ActionContext): Promise<void> {
  const { run } = context.running.training ?? {};
  if (!run) return;
  try {
    await copyMethods(context, (await run.result('best')).record);
  } catch (error) {
    reportFailure(context, failureText.methods, error);
  }
}

/** Closes the methods text that was shown for copying by hand. */
export function closeMethodsText({ store }: ActionContext): void {
  store.setState((state) => withTraining(state, { methodsText: null }));
}
