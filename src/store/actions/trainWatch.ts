import type { ActionContext } from '#store/actions/actionContext.ts';
import { watchChosen } from '#store/actions/shownRun.ts';
import { withRun } from '#store/slices/trainingSlice.ts';
import type { LivePrediction } from '#workers/trainingService.ts';

/** Chooses the image whose prediction is shown while the run goes on. */
export function watchImage(context: ActionContext, imageId: string | null): void {
  const work = context.running.training;
  if (!work) return;
  context.store.setState((state) => withRun(state, work.runId, { watchedId: imageId }));
  watchChosen(context, work);
}

/** Hands each new prediction of the watched image to `show`; returns the remover. */
export function onLivePrediction(
  context: ActionContext,
  show: (prediction: LivePrediction) => void,
): () => void {
  const work = context.running.training;
  if (!work) return () => undefined;
  work.showPrediction = show;
  watchChosen(context, work);
  return () => {
    if (work.showPrediction !== show) return;
    work.showPrediction = null;
    watchChosen(context, work);
  };
}
