import type { Annotation } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { fillObjectHoles } from '#domain/annotation/edits/fillObjectHoles.ts';
import { floodFill } from '#domain/annotation/edits/floodFill.ts';
import { importLabels } from '#domain/annotation/edits/importLabels.ts';
import { paintSpans } from '#domain/annotation/edits/paintSpans.ts';
import { checkClass } from '#domain/annotation/edits/paintValue.ts';
import {
  existingObjects,
  mergeObjects,
  replaceObjects,
} from '#domain/annotation/edits/replaceObjects.ts';
import { splitObjects } from '#domain/annotation/edits/splitObjects.ts';
import { clearAnnotation, fillBackground } from '#domain/annotation/edits/wholeImage.ts';
import { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import type { EditStep } from '#domain/annotation/history/editStep.ts';
import { objectsInBox } from '#domain/annotation/objectsInBox.ts';
import { polygonSpans } from '#domain/annotation/regions/polygonSpans.ts';
import { strokeSpans } from '#domain/annotation/regions/strokeSpans.ts';

/**
 * Carries out an edit; all of it, or nothing when it throws.
 *
 * @returns the step to undo it; `null` when it changed nothing
 * @throws AppError `invalid-argument` when the edit cannot be done as asked, `shape-mismatch` for
 *   labels of another size than the image
 */
export function applyEdit(annotation: Annotation, edit: AnnotationEdit): EditStep | null {
  const recorder = new EditRecorder(annotation);
  let isDone = false;
  try {
    const label = carryOut(recorder, edit);
    const step = recorder.finish(titleOf(edit), label);
    isDone = true;
    return step;
  } finally {
    if (!isDone) recorder.rollBack();
  }
}

/** @returns the object that was painted, created or merged into */
function carryOut(recorder: EditRecorder, edit: AnnotationEdit): number | null {
  const { annotation } = recorder;
  switch (edit.kind) {
    case 'stroke':
      return paintSpans(recorder, strokeSpans(edit.points, annotation), edit);
    case 'polygon':
      return paintSpans(recorder, polygonSpans(edit.points, annotation), edit);
    case 'fill':
      return floodFill(recorder, edit);
    case 'split':
      return splitObjects(recorder, edit);
    case 'merge':
      return mergeObjects(recorder, edit.labels);
    default:
      changeMany(recorder, edit);
      return null;
  }
}

type ManyEdit = Exclude<
  AnnotationEdit,
  { readonly kind: 'stroke' | 'polygon' | 'fill' | 'split' | 'merge' }
>;

/** Edits that concern no object in particular. */
function changeMany(recorder: EditRecorder, edit: ManyEdit): void {
  const { annotation } = recorder;
  switch (edit.kind) {
    case 'fill-holes':
      fillObjectHoles(recorder, edit.labels);
      break;
    case 'delete':
      replaceObjects(recorder, edit.labels, BACKGROUND);
      break;
    case 'delete-in-box':
      replaceObjects(recorder, objectsInBox(annotation, edit.box), BACKGROUND);
      break;
    case 'clear':
      clearAnnotation(recorder);
      break;
    case 'background-elsewhere':
      fillBackground(recorder);
      break;
    case 'import':
      importLabels(recorder, edit);
      break;
    case 'set-class': {
      checkClass(edit.classIndex);
      for (const label of existingObjects(annotation, edit.labels)) {
        recorder.setClass(label, edit.classIndex);
      }
    }
  }
}

/** What undo calls the edit. */
function titleOf(edit: AnnotationEdit): string {
  switch (edit.kind) {
    case 'stroke':
      if (edit.value === BACKGROUND) return 'background stroke';
      return edit.value === UNANNOTATED ? 'eraser stroke' : 'brush stroke';
    case 'fill-holes':
      return 'fill holes';
    case 'delete':
      return edit.labels.length === 1 ? 'delete object' : 'delete objects';
    case 'delete-in-box':
      return 'delete objects in box';
    case 'set-class':
      return 'change class';
    case 'background-elsewhere':
      return 'background elsewhere';
    case 'import':
      return edit.title;
    default:
      return edit.kind;
  }
}
