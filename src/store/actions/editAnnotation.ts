import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { AppError, hasCode, toAppError } from '#lib/errors.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import type { AppState } from '#store/appState.ts';
import { noteEntry, shownPage } from '#store/autosave/noteEntry.ts';
import { showEditing } from '#store/autosave/saveState.ts';
import { drawInTurn } from '#store/history/drawInTurn.ts';
import { recordAnnotation } from '#store/history/recordSteps.ts';
import {
  EMPTY_ANNOTATION,
  NOTHING_SELECTED,
  withAnnotation,
  withoutAnnotation,
} from '#store/slices/annotationSlice.ts';
import { findEntry, withNewRevision } from '#store/slices/imagesSlice.ts';
import { failureText, noticeText } from '#text/messages.ts';
import { savingText } from '#text/saving.ts';
import type { AnnotationState, EditReport } from '#workers/annotationApi.ts';

/**
 * Does one edit after all those asked before for the same image; the first one begins the
 * annotation. Failures are shown, never thrown: the answer is then `null`.
 */
export function editAnnotation(
  context: ActionContext,
  imageId: string,
  edit: AnnotationEdit,
): Promise<EditReport | null> {
  if (!openAnnotation(context, imageId)) return Promise.resolve(null);
  const takesNewLabel = 'value' in edit && edit.value === 'new';
  if (takesNewLabel) expectNewObject(context, imageId);
  const draw = () =>
    inTurn(context, imageId, takesNewLabel, () =>
      context.services.annotation.edit({ imageId, edit }, { transfer: buffersOf(edit) }),
    );
  // An import is asked for in a dialog, and waits for the page that it is for.
  return edit.kind === 'import' ? draw() : drawInTurn(context, imageId, draw);
}

/** Takes the last edit back; nothing happens when there is none. */
export function undoAnnotation(
  context: ActionContext,
  imageId: string,
): Promise<EditReport | null> {
  return travel(context, imageId, 'undo');
}

/** Does the edit again that was taken back last; nothing happens when there is none. */
export function redoAnnotation(
  context: ActionContext,
  imageId: string,
): Promise<EditReport | null> {
  return travel(context, imageId, 'redo');
}

/**
 * Begins the annotation of an image when it has none; every pixel is unannotated then.
 *
 * @returns false when the image is not ready
 */
export function openAnnotation(context: ActionContext, imageId: string): boolean {
  const { services, store, running } = context;
  if (store.getState().annotations[imageId]) return true;
  const entry = findEntry(store.getState(), imageId);
  if (!entry?.info || entry.status !== 'ready') return false;
  const { width, height } = entry.info;
  store.setState((state) => ({
    annotations: { ...state.annotations, [imageId]: EMPTY_ANNOTATION },
    ...withNewRevision(state, imageId, 'annotation'),
  }));
  const tail = services.annotation.open({ imageId, width, height }).catch((error: unknown) => {
    reportFailure(context, failureText.annotationNotBegun(entry.name), error);
    dropAnnotation(context, imageId);
  });
  running.annotating.set(imageId, { tail, newObjectCount: 0 });
  return true;
}

/** Forgets the annotation of an image and frees its memory. */
export function dropAnnotation(context: ActionContext, imageId: string): void {
  const { services, store, running } = context;
  if (!running.annotating.delete(imageId)) return;
  store.setState((state) => withoutAnnotation(state, imageId));
  // A worker that died has freed it already: nothing to tell the user.
  services.annotation.close({ imageId }).catch(() => null);
}

/** Waits until every edit asked so far is done, then asks the worker; `null` without annotation. */
export async function readAnnotation<T>(
  context: ActionContext,
  imageId: string,
  read: () => Promise<T>,
): Promise<T | null> {
  const queue = context.running.annotating.get(imageId);
  if (!queue) return null;
  await queue.tail;
  if (context.running.annotating.get(imageId) !== queue) return null;
  return read();
}

async function travel(
  context: ActionContext,
  imageId: string,
  direction: 'undo' | 'redo',
): Promise<EditReport | null> {
  if (!context.store.getState().annotations[imageId]) return null;
  const report = await inTurn(context, imageId, false, async () =>
    context.services.annotation[direction]({ imageId }),
  );
  if (report) {
    context.store.setState((state) =>
      withAnnotation(state, imageId, { selection: NOTHING_SELECTED }),
    );
  }
  return report;
}

async function inTurn(
  context: ActionContext,
  imageId: string,
  takesNewLabel: boolean,
  work: () => Promise<EditReport>,
): Promise<EditReport | null> {
  const queue = context.running.annotating.get(imageId);
  const page = shownPage(context, imageId);
  if (!queue || !page) return null;
  const { autosave } = context.running;
  if (takesNewLabel) queue.newObjectCount++;
  // After the worker died, what it held comes back first.
  const answer = queue.tail.then(() => context.running.reviving.annotation).then(work);
  queue.tail = answer.catch(() => null);
  const noted = showEditing(context, autosave);
  try {
    const report = await answer;
    if (takesNewLabel) queue.newObjectCount--;
    noteEntry(context, autosave, page, report);
    if (context.running.annotating.get(imageId) !== queue) return null;
    showReport(context, imageId, report, queue.newObjectCount);
    if (takesNewLabel && report.label === null) forgetNewObject(context, imageId, 0);
    return report;
  } catch (error) {
    if (takesNewLabel) queue.newObjectCount--;
    if (context.running.annotating.get(imageId) !== queue) return null;
    if (takesNewLabel) forgetNewObject(context, imageId, 1);
    explain(context, imageId, error);
    return null;
  } finally {
    noted();
  }
}

/** Nothing came of a new object: it is not selected, and its id is free where none was taken. */
function forgetNewObject(context: ActionContext, imageId: string, freedIds: 0 | 1): void {
  context.store.setState((state) => {
    const annotation = state.annotations[imageId];
    if (!annotation) return state;
    const nextLabel = annotation.state.nextLabel - freedIds;
    return withAnnotation(state, imageId, {
      state: { ...annotation.state, nextLabel },
      selection: NOTHING_SELECTED,
    });
  });
}

/** The id of a new object is known before the worker answers: the next stroke may go on with it. */
function expectNewObject(context: ActionContext, imageId: string): void {
  context.store.setState((state) => {
    const annotation = state.annotations[imageId];
    if (!annotation) return state;
    const { nextLabel } = annotation.state;
    return withAnnotation(state, imageId, {
      state: { ...annotation.state, nextLabel: nextLabel + 1 },
      selection: new Set([nextLabel]),
    });
  });
}

function showReport(
  context: ActionContext,
  imageId: string,
  { state: answered, changed, entry }: EditReport,
  newObjectCount: number,
): void {
  const { store, running } = context;
  const former = store.getState().annotations[imageId]?.state;
  const annotationState = { ...answered, nextLabel: answered.nextLabel + newObjectCount };
  store.setState((state) => ({
    ...withAnnotation(state, imageId, { state: annotationState, isUnsaved: true }),
    ...(changed &&
      isWide(state, imageId, changed) &&
      withNewRevision(state, imageId, 'annotation')),
  }));
  if (entry) recordAnnotation(context, imageId, entry.kind);
  if (changed) for (const listener of running.annotationListeners) listener(imageId, changed);
  tellDroppedSteps(context, former, answered);
}

/** Where most of the image changed, all tiles change over at once instead of one by one. */
function isWide(state: AppState, imageId: string, changed: Rectangle): boolean {
  const info = findEntry(state, imageId)?.info;
  if (!info) return false;
  return 2 * changed.width * changed.height > info.width * info.height;
}

function tellDroppedSteps(
  context: ActionContext,
  former: AnnotationState | undefined,
  answered: AnnotationState,
): void {
  if (!former || former.droppedSteps > 0 || answered.droppedSteps === 0) return;
  notify(context, noticeText.historyFull);
}

function explain(context: ActionContext, imageId: string, error: unknown): void {
  const name = findEntry(context.store.getState(), imageId)?.name ?? failureText.image;
  // Such as a line that cuts nothing: no failure, only a remark.
  if (hasCode(error, 'invalid-argument')) {
    notify(context, toAppError(error).message);
  } else if (hasCode(error, 'worker-died') || hasCode(error, 'not-found')) {
    tellLostEdit(context, imageId, name);
  } else {
    reportFailure(context, failureText.annotationNotChanged(name), error);
  }
}

/** The edit is gone, what was before it is back; or nothing could be brought back. */
function tellLostEdit(context: ActionContext, imageId: string, name: string): void {
  const isBack = context.running.annotating.has(imageId);
  const message = isBack ? savingText.editFailedMessage : savingText.annotationGoneMessage;
  const title = isBack ? savingText.editFailed(name) : savingText.annotationGone(name);
  reportFailure(context, title, new AppError('worker-died', message));
}

function buffersOf(edit: AnnotationEdit): ArrayBuffer[] {
  if ('points' in edit) return [edit.points.buffer];
  return edit.kind === 'import' ? [edit.labels.data.buffer] : [];
}
