import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import { BACKGROUND, isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { checkClass } from '#domain/annotation/edits/paintValue.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { AppError } from '#lib/errors.ts';

type Import = Extract<AnnotationEdit, { readonly kind: 'import' }>;

/**
 * Takes over a label image; 0 becomes background. Ids stay what they were, but where an annotation
 * is kept, or regions of it, they are counted on from its own in the order of their first pixels.
 *
 * @throws AppError `shape-mismatch` for labels of another size, `invalid-argument` for classes that
 *   no object can have
 */
export function importLabels(recorder: EditRecorder, edit: Import): void {
  const { labels, keepsExisting, classes = new Map<number, number>() } = edit;
  checkSize(labels, recorder.annotation);
  for (const classIndex of classes.values()) checkClass(classIndex);
  if (keepsExisting || edit.regions) addLabels(recorder, edit, classes);
  else replaceLabels(recorder, labels, classes);
}

type Classes = ReadonlyMap<number, number>;

function replaceLabels(recorder: EditRecorder, labels: LabelImage, classes: Classes): void {
  const { annotation } = recorder;
  forEachRun(labels, (start, end, label) => {
    recorder.paint(start, end, isObjectLabel(label) ? label : BACKGROUND);
  });
  for (const label of annotation.classes.keys()) {
    if (!classes.has(label)) recorder.setClass(label, 1);
  }
  for (const [label, classIndex] of classes) {
    if (annotation.objects.has(label)) recorder.setClass(label, classIndex);
  }
}

function addLabels(
  recorder: EditRecorder,
  { labels, keepsExisting, regions }: Import,
  classes: Classes,
): void {
  const { data } = recorder.annotation;
  const ids = new Map<number, number>();
  const paintRun = (start: number, end: number, label: number): void => {
    if (keepsExisting && !hasUnannotated(data, start, end)) return;
    let value = BACKGROUND;
    if (isObjectLabel(label)) {
      value = ids.get(label) ?? recorder.takeLabel();
      ids.set(label, value);
    }
    if (keepsExisting) recorder.paint(start, end, value, (found) => found === UNANNOTATED);
    else recorder.paint(start, end, value);
  };
  forEachRun(labels, regions ? within(regions, labels.width, paintRun) : paintRun);
  for (const [label, id] of ids) recorder.setClass(id, classes.get(label) ?? 1);
}

type OnRun = (start: number, end: number, label: number) => void;

/** Hands on the parts of each run that lie in one of the regions. */
function within(regions: readonly Rectangle[], width: number, onRun: OnRun): OnRun {
  return (start, end, label) => {
    const y = Math.floor(start / width);
    const row = y * width;
    for (const region of regions) {
      if (y < region.y || y >= region.y + region.height) continue;
      const from = Math.max(start, row + region.x);
      const to = Math.min(end, row + region.x + region.width);
      if (from < to) onRun(from, to, label);
    }
  };
}

function hasUnannotated(data: Uint32Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (data[i] === UNANNOTATED) return true;
  return false;
}

/** Hands out runs of equal pixels, row by row. */
function forEachRun({ width, data }: LabelImage, onRun: OnRun): void {
  for (let rowEnd = width; rowEnd <= data.length; rowEnd += width) {
    for (let start = rowEnd - width, end = start; start < rowEnd; start = end) {
      const label = data[start] as number;
      while (end < rowEnd && data[end] === label) end++;
      onRun(start, end, label);
    }
  }
}

function checkSize(
  labels: LabelImage,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  if (labels.width === width && labels.height === height) return;
  throw new AppError(
    'shape-mismatch',
    `The label image has ${labels.width} × ${labels.height} px, the image ${width} × ${height} px; take labels of the same size.`,
  );
}
