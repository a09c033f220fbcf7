import type { ActionContext } from '#store/actions/actionContext.ts';
import type { RunningTraining } from '#store/actions/runningTraining.ts';
import { withTraining } from '#store/slices/trainingSlice.ts';

/** Forgets a run with all it holds, and what was stored of it. */
export function dropRun(context: ActionContext, work: RunningTraining): void {
  hideRun(context, work);
  // Storage that fails here offers the run again on return; nothing is lost by that.
  context.services.checkpoints.discard(work.runId).catch(() => null);
}

/** Takes a run off the page and frees its memory; what was stored of it stays. */
export function hideRun({ store, running }: ActionContext, work: RunningTraining): void {
  work.run?.dispose();
  if (running.training === work) running.training = null;
  store.setState((state) =>
    state.training.run?.id === work.runId ? withTraining(state, { run: null }) : state,
  );
}

/** Tells the run which image's prediction is wanted. */
export function watchChosen({ store }: ActionContext, work: RunningTraining): void {
  const watchedId = store.getState().training.run?.watchedId ?? null;
  work.run?.watch(work.showPrediction ? watchedId : null, (prediction) =>
    work.showPrediction?.(prediction),
  );
}
