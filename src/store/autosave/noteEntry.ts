import type { EditReport } from '#domain/annotation/annotationState.ts';
import { stepBytes } from '#domain/annotation/history/editStep.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { askToLastOnce } from '#store/autosave/askToLast.ts';
import { type Autosave, type KeptAnnotation, pageKey } from '#store/autosave/autosave.ts';
import { noteChange } from '#store/autosave/saving.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

/** Page of an image with its size, as annotations are kept by. */
export interface AnnotatedPage {
  readonly imageId: string;
  readonly pageIndex: number;
  readonly width: number;
  readonly height: number;
}

/** The page of an image that is shown; `null` while nothing is known of it. */
export function shownPage({ store }: ActionContext, imageId: string): AnnotatedPage | null {
  const info = findEntry(store.getState(), imageId)?.info;
  if (!info) return null;
  const { pageIndex, width, height } = info;
  return { imageId, pageIndex, width, height };
}

/** Keeps what an edit, an undo or a redo did; strokes are stored at once. */
export function noteEntry(
  context: ActionContext,
  autosave: Autosave,
  page: AnnotatedPage,
  { entry, state }: EditReport,
): void {
  if (!entry) return;
  const kept = keptAnnotation(autosave, page);
  kept.pending.push(entry);
  kept.droppedSteps = state.droppedSteps;
  kept.entriesSinceBase++;
  kept.bytesSinceBase += entry.step ? stepBytes(entry.step) : 0;
  kept.touchedMs = performance.now();
  if (context.running.autosave === autosave) noteChange(context, 0);
  void askToLastOnce(context);
}

/** Keeps an annotation that took the place of another without an edit. */
export async function noteReplaced(context: ActionContext, imageId: string): Promise<void> {
  const { autosave } = context.running;
  const page = shownPage(context, imageId);
  if (!page) return;
  const base = await context.services.annotation.readBase({ imageId });
  const kept = keptAnnotation(autosave, page);
  kept.base = base;
  kept.isBaseFirst = true;
  if (context.running.autosave === autosave) noteChange(context, 0);
}

/** What is known of the annotation of a page; begun when nothing is. */
export function keptAnnotation({ annotations }: Autosave, page: AnnotatedPage): KeptAnnotation {
  const key = pageKey(page.imageId, page.pageIndex);
  const known = annotations.get(key);
  if (known) return known;
  const kept: KeptAnnotation = {
    ...page,
    pending: [],
    droppedSteps: 0,
    isReplaced: false,
    base: null,
    isBaseFirst: false,
    entriesSinceBase: 0,
    bytesSinceBase: 0,
    touchedMs: performance.now(),
  };
  annotations.set(key, kept);
  return kept;
}
