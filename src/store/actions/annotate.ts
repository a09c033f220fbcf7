import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import type { PaintOptions } from '#domain/project/workSettings.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { editAnnotation, openAnnotation } from '#store/actions/editAnnotation.ts';
import { waitForObjects } from '#store/actions/extractObjects.ts';
import {
  type PixelPosition,
  selectAnnotated,
  selectionOf,
} from '#store/actions/selectAnnotated.ts';
import { type PaintPlan, type PaintStart, planPaint } from '#store/planPaint.ts';
import { BRUSH_RADIUS_RANGE, EMPTY_ANNOTATION } from '#store/slices/annotationSlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { failureText, madeText, noticeText } from '#text/messages.ts';
import type { EditReport } from '#workers/annotationApi.ts';

/** Takes a tool in hand; those that change the annotation also show it. */
export function setTool(context: ActionContext, tool: ViewerTool): void {
  const showsEither = tool === 'pan' || tool === 'rectangle' || tool === 'select';
  context.store.setState(showsEither ? { tool } : { tool, shownOverlay: 'annotation' });
}

/** Changes how the annotation tools work; the radius is held within BRUSH_RADIUS_RANGE. */
export function setPaint(context: ActionContext, change: Partial<PaintOptions>): void {
  context.store.setState(({ paint }) => {
    const next = { ...paint, ...change };
    const [least, most] = BRUSH_RADIUS_RANGE;
    const radiusPx = Math.min(most, Math.max(least, next.radiusPx));
    return { paint: { ...next, radiusPx } };
  });
}

/** Makes the brush one step larger (+1) or smaller (−1), by about a seventh, at least half a px. */
export function stepBrush(context: ActionContext, step: number): void {
  const { radiusPx } = context.store.getState().paint;
  const factor = 1.15 ** Math.abs(step);
  const change = Math.max(0.5, radiusPx * (factor - 1)) * Math.sign(step);
  setPaint(context, { radiusPx: Math.round(2 * (radiusPx + change)) / 2 });
}

/** Decides what a stroke that begins now will be, and begins the annotation if need be. */
export function planStroke(context: ActionContext, imageId: string, start: PaintStart): PaintPlan {
  openAnnotation(context, imageId);
  const { paint, annotations } = context.store.getState();
  return planPaint(paint, annotations[imageId] ?? EMPTY_ANNOTATION, start);
}

/** Paints discs along a line: x, y, radiusPx, …; resolves once the worker has done it. */
export function paintStroke(
  context: ActionContext,
  imageId: string,
  points: Float32Array<ArrayBuffer>,
  plan: PaintPlan,
): Promise<EditReport | null> {
  return paintShape(context, imageId, { kind: 'stroke', points }, plan);
}

/** Paints what a polygon encloses: x, y, …; resolves once the worker has done it. */
export function paintPolygon(
  context: ActionContext,
  imageId: string,
  points: Float32Array<ArrayBuffer>,
  plan: PaintPlan,
): Promise<EditReport | null> {
  return paintShape(context, imageId, { kind: 'polygon', points }, plan);
}

async function paintShape(
  context: ActionContext,
  imageId: string,
  shape: {
    readonly kind: 'stroke' | 'polygon';
    readonly points: Float32Array<ArrayBuffer>;
  },
  { value, overwritesObjects, classIndex }: PaintPlan,
): Promise<EditReport | null> {
  const edit = { ...shape, value, overwritesObjects, classIndex };
  const report = await editAnnotation(context, imageId, edit);
  // Objects are protected from the brush: without a word it would seem broken.
  if (report && !report.changed && !overwritesObjects) notify(context, noticeText.nothingPainted);
  return report;
}

/** Fills the connected region of equal value around a pixel. */
export async function fillAt(
  context: ActionContext,
  imageId: string,
  pixel: PixelPosition,
  isAlternate: boolean,
): Promise<void> {
  if (!openAnnotation(context, imageId)) return;
  const start = { isEraser: false, valueUnder: BACKGROUND, isAlternate };
  const { value, classIndex } = planStroke(context, imageId, start);
  await editAnnotation(context, imageId, { kind: 'fill', ...pixel, value, classIndex });
}

/** Fills what the selected objects enclose; without a selection, what any object encloses. */
export async function fillHoles(context: ActionContext, imageId: string): Promise<void> {
  const selection = selectionOf(context, imageId);
  const labels = selection.length > 0 ? selection : null;
  await editAnnotation(context, imageId, { kind: 'fill-holes', labels });
}

/** Cuts the objects that a line crosses: x, y, …. */
export async function splitAlong(
  context: ActionContext,
  imageId: string,
  points: Float32Array<ArrayBuffer>,
): Promise<void> {
  const report = await editAnnotation(context, imageId, { kind: 'split', points, label: null });
  if (report?.changed) selectAnnotated(context, imageId, []);
}

/** Everything becomes unannotated. */
export async function clearAnnotation(context: ActionContext, imageId: string): Promise<void> {
  const report = await editAnnotation(context, imageId, { kind: 'clear' });
  if (report) selectAnnotated(context, imageId, []);
}

/** Whatever is not annotated yet becomes background. */
export async function paintRestAsBackground(
  context: ActionContext,
  imageId: string,
): Promise<void> {
  await editAnnotation(context, imageId, { kind: 'background-elsewhere' });
}

/** Chooses the class of objects to come, and gives it to the selected ones. */
export async function chooseClass(
  context: ActionContext,
  imageId: string,
  classIndex: number,
): Promise<void> {
  setPaint(context, { classIndex });
  const labels = selectionOf(context, imageId);
  if (labels.length > 0) {
    await editAnnotation(context, imageId, { kind: 'set-class', labels, classIndex });
  }
}

/** Takes the objects of the segmentation over, to be corrected; one step of undo. */
export async function annotatePrediction(context: ActionContext, imageId: string): Promise<void> {
  const { services, store } = context;
  await waitForObjects(context, imageId);
  const entry = findEntry(store.getState(), imageId);
  if (!entry || !store.getState().results[imageId]) return;
  try {
    const { labels, regions } = await services.image.readLabels({ imageId });
    const report = await editAnnotation(context, imageId, {
      kind: 'import',
      labels,
      title: madeText.usePrediction,
      keepsExisting: false,
      // Where the network has not looked, nothing is known to be background.
      ...(regions && { regions }),
    });
    if (!report) return;
    selectAnnotated(context, imageId, []);
    if (store.getState().currentImageId === imageId) store.setState({ shownOverlay: 'annotation' });
  } catch (error) {
    reportFailure(context, failureText.objectsNotTakenOver(entry.name), error);
  }
}
