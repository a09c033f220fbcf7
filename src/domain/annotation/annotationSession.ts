import { type Annotation, highestClassOf } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import type { AnnotationState, EditReport } from '#domain/annotation/annotationState.ts';
import { applyEdit } from '#domain/annotation/applyEdit.ts';
import { EditHistory } from '#domain/annotation/history/editHistory.ts';
import { type EditStep, redoStep, undoStep } from '#domain/annotation/history/editStep.ts';

/** An annotation being edited: every edit that changes something is one step of undo. */
export class AnnotationSession {
  readonly annotation: Annotation;
  private readonly history: EditHistory;

  /** @param historyBytes memory for undo and redo, 256 MB unless told */
  constructor(annotation: Annotation, historyBytes?: number) {
    this.annotation = annotation;
    this.history = new EditHistory(historyBytes);
  }

  /**
   * Carries out an edit; all of it, or nothing when it throws.
   * @throws AppError `invalid-argument` when the edit cannot be done as asked, `shape-mismatch` for
   *   labels of another size than the image
   */
  edit(edit: AnnotationEdit): EditReport {
    const step = applyEdit(this.annotation, edit);
    if (step) this.history.push(step);
    return this.report(step, step?.label ?? null);
  }

  /** Takes the latest step back; changes nothing when there is none. */
  undo(): EditReport {
    const step = this.history.takeUndo();
    if (step) undoStep(this.annotation, step);
    return this.report(step, null);
  }

  /** Does the step again that was undone last; changes nothing when there is none. */
  redo(): EditReport {
    const step = this.history.takeRedo();
    if (step) redoStep(this.annotation, step);
    return this.report(step, step?.label ?? null);
  }

  state(): AnnotationState {
    const { annotation, history } = this;
    return {
      objectCount: annotation.objects.size,
      annotatedPixels: annotation.annotatedPixels,
      highestClass: highestClassOf(annotation),
      nextLabel: annotation.nextLabel,
      undoTitle: history.lastDone?.title ?? null,
      redoTitle: history.lastUndone?.title ?? null,
      droppedSteps: history.droppedSteps,
    };
  }

  private report(step: EditStep | null, label: number | null): EditReport {
    return { state: this.state(), changed: step?.changed ?? null, label };
  }
}
