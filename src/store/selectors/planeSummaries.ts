import type { PlaneSummary } from '#domain/measurement/planeSummary.ts';
import type { AppState } from '#store/appState.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';

/** What was found on one page. */
export interface PageSummary {
  readonly pageIndex: number;
  /** `null` = its objects were found by an earlier version of the page, which kept no figures. */
  readonly summary: PlaneSummary | null;
}

/** What was found on the pages of an image, in their order; pages without a result are left out. */
export function pageSummaries(
  { id, info, predictions }: Pick<ImageEntry, 'id' | 'info' | 'predictions'>,
  results: AppState['results'],
): readonly PageSummary[] {
  const byPage = new Map<number, PageSummary>();
  for (const { pageIndex, summary } of predictions) byPage.set(pageIndex, { pageIndex, summary });
  const shown = results[id];
  if (shown && info) {
    byPage.set(info.pageIndex, { pageIndex: info.pageIndex, summary: shown.summary });
  }
  return [...byPage.values()].sort((a, b) => a.pageIndex - b.pageIndex);
}

/**
 * True while the image in the viewer goes from one page to the next, and pages have results: the next
 * one is about to come.
 */
export function selectIsTurningPage(state: AppState): boolean {
  const entry = selectCurrentEntry(state);
  if (!entry?.info || entry.info.pageCount < 2 || entry.predictions.length === 0) return false;
  const isRun = state.job?.imageId === entry.id && state.job.pageIndex !== null;
  return isRun || entry.status === 'loading';
}
