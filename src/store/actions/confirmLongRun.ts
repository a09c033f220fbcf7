import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { selectRunRegion } from '#store/selectors/runRegion.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { formatDuration } from '#text/format.ts';
import { questionText } from '#text/messages.ts';

/** Runs that take longer are announced with their time before they start. */
const LONG_RUN_SECONDS = 60;

/** True when the run is short, its time is unknown, or the user wants to wait for it; false once `signal` aborts. */
export async function confirmLongRun(
  context: ActionContext,
  entries: readonly ImageEntry[],
  card: ModelCard,
  signal: AbortSignal,
): Promise<boolean> {
  const seconds = await estimateRunSeconds(context, entries, card);
  if (signal.aborted) return false;
  if (seconds === null || seconds <= LONG_RUN_SECONDS) return true;
  // Nothing runs before the answer.
  context.store.setState({ job: null });
  return context.ask({
    title: questionText.longRun(formatDuration(seconds)),
    message: questionText.longRunHint,
    confirmLabel: questionText.start,
    declineLabel: questionText.notNow,
    isDestructive: false,
  });
}

/** Sum over the images, `null` when the engine cannot tell for one of them. */
async function estimateRunSeconds(
  context: ActionContext,
  entries: readonly ImageEntry[],
  card: ModelCard,
): Promise<number | null> {
  const state = context.store.getState();
  const { scale, averageSymmetries } = state.runOptions;
  const visibleRegion = context.running.visibleRegion();
  let total = 0;
  for (const { id, info } of entries) {
    const size = selectRunRegion(state, id, visibleRegion) ?? info;
    if (!size) return null;
    const seconds = await context.services.engine
      .estimateSeconds({
        modelId: card.id,
        width: Math.ceil(size.width * scale),
        height: Math.ceil(size.height * scale),
        averageSymmetries,
      })
      // An engine that cannot start says so when the run begins; the estimate stays silent.
      .catch(() => null);
    if (seconds === null) return null;
    total += seconds;
  }
  return total;
}
