import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { selectRunRegion } from '#store/selectors/runRegion.ts';
import { LARGE_GROWTH, selectRunScale } from '#store/selectors/runScale.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { formatCount, formatDuration, formatFixed, formatShort } from '#text/format.ts';
import { questionText } from '#text/messages.ts';

/** Edge of what a usual tile fills, in px (Ronneberger et al. 2015, Fig. 1). */
const TILE_EDGE_PX = 388;
/** Runs that take longer are announced with their time before they start. */
const LONG_RUN_SECONDS = 60;

/**
 * True when the run is short and resamples little, or the user wants it anyway; false once `signal`
 * aborts.
 */
export async function confirmLongRun(
  context: ActionContext,
  entries: readonly ImageEntry[],
  card: ModelCard,
  signal: AbortSignal,
): Promise<boolean> {
  const seconds = await estimateRunSeconds(context, entries, card);
  if (signal.aborted) return false;
  const rescale = largestRescale(context, entries);
  if (rescale.growth > LARGE_GROWTH) return askAboutRescale(context, rescale, seconds);
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

/** The image that resampling makes most of, and the tiles of all of them. */
interface Rescale {
  readonly scale: number;
  /** Pixels afterwards over pixels before. */
  readonly growth: number;
  readonly tileCount: number;
}

function largestRescale(context: ActionContext, entries: readonly ImageEntry[]): Rescale {
  const state = context.store.getState();
  const visibleRegion = context.running.visibleRegion();
  let scale = 1;
  let tileCount = 0;
  for (const { id, info } of entries) {
    const size = selectRunRegion(state, id, visibleRegion) ?? info;
    if (!size) continue;
    const own = selectRunScale(state, id);
    scale = Math.max(scale, own);
    const tilesAlong = (length: number) => Math.ceil((length * own) / TILE_EDGE_PX);
    tileCount += tilesAlong(size.width) * tilesAlong(size.height);
  }
  return { scale, growth: scale * scale, tileCount };
}

function askAboutRescale(
  context: ActionContext,
  { scale, growth, tileCount }: Rescale,
  seconds: number | null,
): Promise<boolean> {
  const time = seconds === null ? null : formatDuration(seconds);
  context.store.setState({ job: null });
  return context.ask({
    title: questionText.largeRescale(formatShort(growth)),
    message: questionText.largeRescaleHint(formatFixed(scale, 2), formatCount(tileCount), time),
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
  const { averageSymmetries } = state.runOptions;
  const visibleRegion = context.running.visibleRegion();
  let total = 0;
  for (const { id, info } of entries) {
    const size = selectRunRegion(state, id, visibleRegion) ?? info;
    if (!size) return null;
    const scale = selectRunScale(state, id);
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
