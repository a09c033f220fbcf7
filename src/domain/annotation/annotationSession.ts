import {
  Annotation,
  annotationFrom,
  highestClassOf,
  snapshotOf,
} from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import type {
  AnnotationBase,
  LogMark,
  StoredAnnotation,
  WholeLog,
} from '#domain/annotation/annotationLog.ts';
import type { AnnotationState, EditReport } from '#domain/annotation/annotationState.ts';
import { applyEdit } from '#domain/annotation/applyEdit.ts';
import { EditHistory } from '#domain/annotation/history/editHistory.ts';
import {
  type EditStep,
  type HistoryStep,
  redoStep,
  undoStep,
} from '#domain/annotation/history/editStep.ts';
import { AppError, hasCode } from '#lib/errors.ts';

/** An annotation being edited: every edit that changes something is one step of undo. */
export class AnnotationSession {
  readonly annotation: Annotation;
  private readonly history: EditHistory;
  private nextStepId = 1;
  /** Entries of the log so far. */
  private version = 0;

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
    if (!step) return this.report('do', null, null);
    const kept = { ...step, id: this.nextStepId++ };
    this.history.push(kept);
    return this.report('do', kept, kept.label);
  }

  /** Takes the latest step back; changes nothing when there is none. */
  undo(): EditReport {
    const step = this.history.takeUndo();
    if (step) undoStep(this.annotation, step);
    return this.report('undo', step, null);
  }

  /** Does the step again that was undone last; changes nothing when there is none. */
  redo(): EditReport {
    const step = this.history.takeRedo();
    if (step) redoStep(this.annotation, step);
    return this.report('redo', step, step?.label ?? null);
  }

  /** A copy of what it is now, for keeping; the log goes on from there. */
  base(): AnnotationBase {
    const { labels, classes } = snapshotOf(this.annotation);
    return { labels, classes, nextLabel: this.annotation.nextLabel, version: this.version };
  }

  /**
   * Everything there is of it, to be kept where nothing is kept any more: pixels before the oldest
   * step that can be undone, and a log that leads from there to now. The log goes on from it; steps
   * that were given up for memory are forgotten.
   */
  wholeLog(): WholeLog {
    const { history } = this;
    const { done, undone } = history;
    const { labels, classes } = snapshotOf(this.annotation);
    const before = annotationFrom({ labels, classes });
    before.nextLabel = this.annotation.nextLabel;
    for (const step of done.toReversed()) undoStep(before, step);
    const marks = [
      ...[...done, ...undone.toReversed()].map((step) => ({ kind: 'do' as const, step })),
      ...undone.map((step) => ({ kind: 'undo' as const, step })),
    ];
    const version = this.version - marks.length;
    const entries = marks.map(({ kind, step: { id: stepId, ...step } }, index) => {
      return { kind, stepId, version: version + 1 + index, step: kind === 'do' ? step : null };
    });
    history.droppedSteps = 0;
    const { width, height, data, nextLabel } = before;
    const base = { labels: { width, height, data }, classes: before.classes, nextLabel, version };
    return { base, entries };
  }

  /**
   * The session that was kept, history included.
   * @throws AppError `corrupt-file` when a step is missing, or does not fit the pixels
   */
  static restore(stored: StoredAnnotation, historyBytes?: number): AnnotationSession {
    const session = new AnnotationSession(replayed(stored), historyBytes);
    const find = (id: number): HistoryStep => ({ ...stepOf(stored, id), id });
    const { done, undone, droppedSteps } = stored.history;
    session.history.restore(done.map(find), undone.map(find), droppedSteps);
    session.nextStepId = 1 + [...stored.steps.keys()].reduce((most, id) => Math.max(most, id), 0);
    session.version = stored.base.version + stored.log.length;
    return session;
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

  private report(
    kind: LogMark['kind'],
    kept: HistoryStep | null,
    label: number | null,
  ): EditReport {
    if (!kept) return { state: this.state(), changed: null, label, entry: null };
    const { id: stepId, ...step } = kept;
    this.version++;
    const entry = { kind, stepId, version: this.version, step: kind === 'do' ? step : null };
    return { state: this.state(), changed: step.changed, label, entry };
  }
}

/** The annotation after the whole log. */
function replayed(stored: StoredAnnotation): Annotation {
  const { width, height, base, log } = stored;
  const { labels, classes, nextLabel } = base;
  const annotation = labels ? annotationFrom({ labels, classes }) : new Annotation(width, height);
  annotation.nextLabel = nextLabel;
  try {
    for (const { kind, stepId } of log) {
      const step = stepOf(stored, stepId);
      if (kind === 'undo') undoStep(annotation, step);
      else redoStep(annotation, step);
    }
  } catch (error) {
    throw hasCode(error, 'corrupt-file') ? error : damaged(error);
  }
  return annotation;
}

function stepOf({ steps }: StoredAnnotation, stepId: number): EditStep {
  const step = steps.get(stepId);
  if (step) return step;
  throw damaged(`step ${stepId} is missing`);
}

function damaged(cause: unknown): AppError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    'corrupt-file',
    `The annotation that was kept is damaged (${detail}). Start it anew, or open a copy of the project.`,
    { cause },
  );
}
