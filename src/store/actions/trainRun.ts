import { AppError, toAppError } from '#lib/errors.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import {
  newTraining,
  type RunningTraining,
  type TrainingData,
} from '#store/actions/runningTraining.ts';
import { dropRun, watchChosen } from '#store/actions/shownRun.ts';
import { beginCheckpoints, saveCheckpoint } from '#store/actions/trainCheckpoints.ts';
import { readTrainingData } from '#store/actions/trainData.ts';
import { askToLastOnce } from '#store/autosave/askToLast.ts';
import { selectCanTrain, selectTrainingNetwork } from '#store/selectors/trainingData.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { type RunView, runMode, withRun, withTraining } from '#store/slices/trainingSlice.ts';
import { createThrottle } from '#store/throttle.ts';
import { failureText, madeText, noticeText, questionText } from '#text/messages.ts';
import type { TrainingStatus } from '#workers/trainingService.ts';

/** The page shows at most five states of a run per second, so that it stays responsive. */
const STATUS_PERIOD_MS = 200;

/**
 * Starts a run on the annotated images. Failures are shown and leave the page as it was. Does
 * nothing while a run goes on, or has ended and is neither kept nor discarded.
 */
export async function startTraining(context: ActionContext): Promise<void> {
  const { store, running } = context;
  if (!selectCanTrain(store.getState())) return;
  if (store.getState().training.interrupted && !(await mayForgetInterrupted(context))) return;
  const state = store.getState();
  const network = selectTrainingNetwork(state);
  if (!network || !selectCanTrain(state)) return;
  running.training?.run?.dispose();
  const { setup } = state.training;
  const card = setup.start === 'model' ? findCard(state, state.chosenModelId) : undefined;
  const work = newTraining(freshRunId(), setup.recipe, new Date().toISOString());
  running.training = work;
  showNewRun(context, work, {
    startedFrom: card?.id ?? null,
    startTitle: card?.title ?? madeText.fromScratch,
    network,
  });
  void askToLastOnce(context);
  try {
    work.data = await readTrainingData(context);
    showWatchable(context, work, work.data);
    if (!work.isStopped) await beginCheckpoints(context, work, work.data);
    await launchTraining(context, work);
  } catch (error) {
    dropRun(context, work);
    reportFailure(context, failureText.notStarted, error);
  }
}

/** True when the user gives the interrupted run up: only one is kept at a time. */
function mayForgetInterrupted(context: ActionContext): Promise<boolean> {
  return context.ask({
    title: questionText.replaceRun,
    message: questionText.replaceRunHint,
    confirmLabel: questionText.startAnew,
    declineLabel: questionText.goBack,
    isDestructive: true,
  });
}

/** Shows a run that is being prepared. */
export function showNewRun(
  context: ActionContext,
  work: RunningTraining,
  start: Pick<RunView, 'startedFrom' | 'startTitle' | 'network'>,
): void {
  const { id, title } = context.store.getState().project;
  const run: RunView = {
    ...start,
    project: id === null ? null : { id, title },
    id: work.runId,
    stage: 'preparing',
    recipe: work.recipe,
    status: null,
    watchable: [],
    watchedId: null,
    canGoOn: false,
    keptAs: null,
    isKeeping: false,
  };
  context.store.setState((state) => withTraining(state, { run, interrupted: null }));
}

/** Lets the prediction be watched on the validation images, else on the training images. */
export function showWatchable(
  { store }: ActionContext,
  { runId }: RunningTraining,
  { images, validationImages }: TrainingData,
): void {
  const validated = validationImages?.length ? validationImages : images;
  const watchable = validated.map(({ id, name }) => ({ id, name }));
  store.setState((state) =>
    withRun(state, runId, { watchable, watchedId: watchable[0]?.id ?? null }),
  );
}

/**
 * Hands the run to its workers, from the latest checkpoint where there is one.
 *
 * @throws every code of `TrainingService.start`
 */
export async function launchTraining(context: ActionContext, work: RunningTraining): Promise<void> {
  const { services, store } = context;
  const { data, runId, recipe, checkpoint } = work;
  if (!data || work.isStopped) return dropRun(context, work);
  const throttle = createThrottle<TrainingStatus>(
    (status) => store.setState((state) => withRun(state, runId, { status })),
    STATUS_PERIOD_MS,
  );
  let shownPhase: TrainingStatus['phase'] | null = null;
  const run = await services.training.start({
    ...data,
    recipe,
    checkpoint,
    startedAt: work.startedAt,
    maxSeconds: null,
    onChange: (status) => {
      throttle.push(status, status.phase !== shownPhase);
      shownPhase = status.phase;
    },
    onCheckpoint: (next) => saveCheckpoint(context, work, next),
  });
  work.run = run;
  store.setState((state) => withRun(state, runId, { stage: 'running' }));
  watchChosen(context, work);
  run.finished
    .then((status) => {
      throttle.cancel();
      showEnd(context, work, status);
    })
    .catch((error: unknown) => reportFailure(context, failureText.trainingFailed, error));
  if (work.isStopped) await run.stop();
}

/** Pauses a running training; a checkpoint is written. */
export async function pauseTraining(context: ActionContext): Promise<void> {
  if (runMode(context.store.getState()) !== 'running') return;
  try {
    await context.running.training?.run?.pause();
  } catch (error) {
    reportFailure(context, failureText.notPaused, error);
  }
}

/** Goes on after a pause, or after an early end from the latest checkpoint. */
export async function resumeTraining(context: ActionContext): Promise<void> {
  const { store, running } = context;
  const work = running.training;
  const mode = runMode(store.getState());
  if (!work) return;
  if (mode === 'paused') {
    store.setState((state) => withRun(state, work.runId, { keptAs: null }));
    work.run?.resume();
    return;
  }
  if (mode !== 'ended' || !store.getState().training.run?.canGoOn) return;
  work.run?.dispose();
  work.run = null;
  work.isStopped = false;
  store.setState((state) => withRun(state, work.runId, { stage: 'preparing', canGoOn: false }));
  try {
    await launchTraining(context, work);
  } catch (error) {
    store.setState((state) => withRun(state, work.runId, { stage: 'ended', canGoOn: true }));
    reportFailure(context, failureText.notGoingOn, error);
  }
}

/** Ends the run; its best and last weights stay at hand. */
export async function stopTraining(context: ActionContext): Promise<void> {
  const work = context.running.training;
  const mode = runMode(context.store.getState());
  if (!work || mode === 'none' || mode === 'ended' || mode === 'kept') return;
  work.isStopped = true;
  try {
    await work.run?.stop();
  } catch (error) {
    reportFailure(context, failureText.notStopped, error);
  }
}

function showEnd(context: ActionContext, work: RunningTraining, status: TrainingStatus): void {
  const { store } = context;
  if (status.iteration === 0 && status.endedBy === 'user') {
    dropRun(context, work);
    return;
  }
  const canGoOn = work.checkpoint !== null && status.iteration < status.iterations;
  store.setState((state) => withRun(state, work.runId, { stage: 'ended', status, canGoOn }));
  const failure = failureOf(status);
  if (failure) reportFailure(context, failureText.trainingStopped, failure);
  else if (status.endedBy !== 'user') {
    // How it went stands in its panel.
    notify(context, noticeText.trainingEnded);
  }
}

function failureOf(status: TrainingStatus): AppError | null {
  if (status.error) return toAppError(status.error);
  if (status.endedBy !== 'not-finite') return null;
  return new AppError('wrong-result', failureText.lossNoNumber);
}

/** An id that no other tab and no earlier visit has given. */
function freshRunId(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(numbers, (number) => number.toString(16).padStart(8, '0')).join('');
}
