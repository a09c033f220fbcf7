import type { Annotation } from '#domain/annotation/annotation.ts';
import {
  type RunJournal,
  readBackward,
  readForward,
} from '#domain/annotation/history/runJournal.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';

/** What it takes to undo and to redo one edit. */
export interface EditStep {
  readonly title: string;
  /** The object that was painted, created or merged into. */
  readonly label: number | null;
  readonly journal: RunJournal;
  readonly classChanges: readonly ClassChange[];
  readonly nextLabelBefore: number;
  readonly nextLabelAfter: number;
  /** Part of the image that changed; `null` when no pixel did. */
  readonly changed: Rectangle | null;
}

/** A step of a history. */
export interface HistoryStep extends EditStep {
  /** No two steps of one annotation share it, in any session. */
  readonly id: number;
}

interface ClassChange {
  readonly label: number;
  readonly before: number;
  readonly after: number;
}

/** What a step takes beside its pixels, and what a change of class takes; both about. */
const STEP_BYTES = 400;
const CLASS_CHANGE_BYTES = 40;

/** Memory that a step takes, about. */
export function stepBytes({ journal, classChanges }: EditStep): number {
  return STEP_BYTES + journal.sizeBytes + classChanges.length * CLASS_CHANGE_BYTES;
}

/** Brings the annotation back to what it was before the step, which must be the latest. */
export function undoStep(annotation: Annotation, step: EditStep): void {
  readBackward(step.journal, (start, end, before, after) => {
    annotation.replaceRun(start, end, after, before);
  });
  for (const { label, before } of step.classChanges) setClass(annotation, label, before);
  annotation.nextLabel = step.nextLabelBefore;
}

/** Does the step again, right after it was undone. */
export function redoStep(annotation: Annotation, step: EditStep): void {
  readForward(step.journal, (start, end, before, after) => {
    annotation.replaceRun(start, end, before, after);
  });
  for (const { label, after } of step.classChanges) setClass(annotation, label, after);
  annotation.nextLabel = step.nextLabelAfter;
}

function setClass({ classes }: Annotation, label: number, classIndex: number): void {
  if (classIndex === 1) classes.delete(label);
  else classes.set(label, classIndex);
}
