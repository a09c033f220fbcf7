import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { editAnnotation, readAnnotation } from '#store/actions/editAnnotation.ts';
import { withAnnotation } from '#store/slices/annotationSlice.ts';
import { failureText } from '#text/messages.ts';

/** A pixel of an image. */
export interface PixelPosition {
  readonly x: number;
  readonly y: number;
}

/** A click on a pixel of that value: selects its object, with `isAdditive` adds it or takes it out. */
export function clickAnnotated(
  context: ActionContext,
  imageId: string,
  value: number,
  isAdditive: boolean,
): void {
  const selection = new Set(isAdditive ? selectionOf(context, imageId) : []);
  const isObject = isObjectLabel(value);
  if (isObject && !(isAdditive && selection.delete(value))) selection.add(value);
  selectAnnotated(context, imageId, selection);
}

/** Selects every object that a box touches. */
export async function pickInBox(
  context: ActionContext,
  imageId: string,
  box: Rectangle,
  isAdditive: boolean,
): Promise<void> {
  const labels = await ask(context, imageId, () =>
    context.services.annotation.objectsInBox({ imageId, box }),
  );
  if (labels === null) return;
  const former = isAdditive ? selectionOf(context, imageId) : [];
  selectAnnotated(context, imageId, [...former, ...labels]);
}

/** The merge tool: the first click selects, each further one joins the object to the selected. */
export async function mergeAt(
  context: ActionContext,
  imageId: string,
  pixel: PixelPosition,
): Promise<void> {
  const value = await valueAt(context, imageId, pixel);
  if (value === null) return;
  const former = selectionOf(context, imageId);
  const isOther = isObjectLabel(value) && !former.includes(value);
  if (isOther && former.length > 0) await merge(context, imageId, [...former, value]);
  else selectAnnotated(context, imageId, isObjectLabel(value) ? [value] : []);
}

/** Makes the selected objects one. */
export async function mergeSelection(context: ActionContext, imageId: string): Promise<void> {
  const labels = selectionOf(context, imageId);
  if (labels.length > 1) await merge(context, imageId, labels);
}

/** The selected objects become background. */
export async function deleteAnnotated(context: ActionContext, imageId: string): Promise<void> {
  const labels = selectionOf(context, imageId);
  if (labels.length === 0) return;
  const report = await editAnnotation(context, imageId, { kind: 'delete', labels });
  if (report) selectAnnotated(context, imageId, []);
}

/** Replaces the selection of an image's annotated objects. */
export function selectAnnotated(
  context: ActionContext,
  imageId: string,
  labels: Iterable<number>,
): void {
  context.store.setState((state) => withAnnotation(state, imageId, { selection: new Set(labels) }));
}

async function merge(
  context: ActionContext,
  imageId: string,
  labels: readonly number[],
): Promise<void> {
  const report = await editAnnotation(context, imageId, { kind: 'merge', labels });
  if (report) selectAnnotated(context, imageId, report.label === null ? [] : [report.label]);
}

/** Selected objects of an image's annotation, the first selected first. */
export function selectionOf(context: ActionContext, imageId: string): number[] {
  return [...(context.store.getState().annotations[imageId]?.selection ?? [])];
}

function valueAt(
  context: ActionContext,
  imageId: string,
  pixel: PixelPosition,
): Promise<number | null> {
  return ask(context, imageId, () => context.services.annotation.valueAt({ imageId, ...pixel }));
}

async function ask<T>(
  context: ActionContext,
  imageId: string,
  question: () => Promise<T>,
): Promise<T | null> {
  try {
    return await readAnnotation(context, imageId, question);
  } catch (error) {
    reportFailure(context, failureText.annotationNotRead, error);
    return null;
  }
}
