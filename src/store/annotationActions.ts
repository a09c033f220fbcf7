import type { Rectangle } from '#domain/image/rectangle.ts';
import type { PaintOptions } from '#domain/project/workSettings.ts';
import type { ActionContext, TileListener } from '#store/actions/actionContext.ts';
import * as annotate from '#store/actions/annotate.ts';
import { redoAnnotation, undoAnnotation } from '#store/actions/editAnnotation.ts';
import * as select from '#store/actions/selectAnnotated.ts';
import type { PaintPlan, PaintStart } from '#store/planPaint.ts';
import type { AnnotationSlice } from '#store/slices/annotationSlice.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';

type Pixel = select.PixelPosition;
type Points = Float32Array<ArrayBuffer>;

/** What can be done with annotations; see the functions of the same names. */
export function annotationActions(context: ActionContext) {
  return { ...paintActions(context), ...selectActions(context), ...wholeActions(context) };
}

function paintActions(context: ActionContext) {
  return {
    setTool: (tool: ViewerTool) => annotate.setTool(context, tool),
    setPaint: (change: Partial<PaintOptions>) => annotate.setPaint(context, change),
    stepBrush: (step: number) => annotate.stepBrush(context, step),
    planStroke: (imageId: string, start: PaintStart) =>
      annotate.planStroke(context, imageId, start),
    paintStroke: (imageId: string, points: Points, plan: PaintPlan) =>
      annotate.paintStroke(context, imageId, points, plan),
    paintPolygon: (imageId: string, points: Points, plan: PaintPlan) =>
      annotate.paintPolygon(context, imageId, points, plan),
    fillAt: (imageId: string, pixel: Pixel, isAlternate: boolean) =>
      annotate.fillAt(context, imageId, pixel, isAlternate),
    fillHoles: (imageId: string) => annotate.fillHoles(context, imageId),
    splitAlong: (imageId: string, points: Points) => annotate.splitAlong(context, imageId, points),
  };
}

function selectActions(context: ActionContext) {
  return {
    clickAnnotated: (imageId: string, value: number, isAdditive: boolean) =>
      select.clickAnnotated(context, imageId, value, isAdditive),
    pickInBox: (imageId: string, box: Rectangle, isAdditive: boolean) =>
      select.pickInBox(context, imageId, box, isAdditive),
    selectAnnotated: (imageId: string, labels: Iterable<number>) =>
      select.selectAnnotated(context, imageId, labels),
    mergeAt: (imageId: string, pixel: Pixel) => select.mergeAt(context, imageId, pixel),
    mergeSelection: (imageId: string) => select.mergeSelection(context, imageId),
    deleteAnnotated: (imageId: string) => select.deleteAnnotated(context, imageId),
  };
}

function wholeActions(context: ActionContext) {
  return {
    undoAnnotation: (imageId: string) => undoAnnotation(context, imageId),
    redoAnnotation: (imageId: string) => redoAnnotation(context, imageId),
    annotatePrediction: (imageId: string) => annotate.annotatePrediction(context, imageId),
    clearAnnotation: (imageId: string) => annotate.clearAnnotation(context, imageId),
    paintRestAsBackground: (imageId: string) => annotate.paintRestAsBackground(context, imageId),
    chooseClass: (imageId: string, classIndex: number) =>
      annotate.chooseClass(context, imageId, classIndex),
    showOverlayOf: (shownOverlay: AnnotationSlice['shownOverlay']) =>
      context.store.setState({ shownOverlay }),
    /** Calls `listener` for each part of an annotation that changes; returns its remover. */
    onAnnotationChange: (listener: TileListener): (() => void) => {
      context.running.annotationListeners.add(listener);
      return () => context.running.annotationListeners.delete(listener);
    },
  };
}
