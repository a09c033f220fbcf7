import type { ObjectSource } from '#domain/export/planeFacts.ts';
import type { AppState } from '#store/appState.ts';
import type { ExportRequest } from '#store/exporting/exportRequest.ts';
import { findEntry, type ImageEntry } from '#store/slices/imagesSlice.ts';

/** Pages of an image on which something may lie to be exported. */
export interface ExportableImage {
  readonly imageId: string;
  readonly name: string;
  readonly pages: readonly number[];
}

/** Images and pages that an export has to look at, in the order of the list. */
export function exportableImages(
  state: AppState,
  { source, scope }: Pick<ExportRequest, 'source' | 'scope'>,
): readonly ExportableImage[] {
  const current = findEntry(state, state.currentImageId);
  const entries = scope === 'all' ? state.images : current ? [current] : [];
  return entries.flatMap((entry) => {
    const shown = entry.info?.pageIndex ?? 0;
    const pages = pagesOf(state, entry, source).filter(
      (pageIndex) => scope !== 'plane' || pageIndex === shown,
    );
    return pages.length > 0 ? [{ imageId: entry.id, name: entry.name, pages }] : [];
  });
}

function pagesOf(state: AppState, entry: ImageEntry, source: ObjectSource): readonly number[] {
  const { id, info, predictions } = entry;
  if (!info) return [];
  if (source === 'annotation') {
    // Only storage knows which other pages are annotated.
    if (info.pageCount > 1) return Array.from({ length: info.pageCount }, (_, page) => page);
    return state.annotations[id] ? [info.pageIndex] : [];
  }
  const others = predictions.map(({ pageIndex }) => pageIndex);
  const all = new Set(state.results[id] ? [...others, info.pageIndex] : others);
  return [...all].sort((a, b) => a - b);
}
