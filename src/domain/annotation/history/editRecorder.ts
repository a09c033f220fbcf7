import type { Annotation } from '#domain/annotation/annotation.ts';
import { MAX_OBJECT_LABEL } from '#domain/annotation/annotationValues.ts';
import type { EditStep } from '#domain/annotation/history/editStep.ts';
import { RunJournalWriter, readBackward } from '#domain/annotation/history/runJournal.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { AppError } from '#lib/errors.ts';

/** Which values a paint may replace. */
type MayReplace = (value: number) => boolean;

const always: MayReplace = () => true;

/** Carries out one edit on an annotation and takes down what undoing it needs. */
export class EditRecorder {
  readonly annotation: Annotation;
  private readonly journal = new RunJournalWriter();
  private readonly classesBefore = new Map<number, number>();
  private readonly nextLabelBefore: number;
  private lastFreeLabel = 0;
  private left = Infinity;
  private top = Infinity;
  private right = -1;
  private bottom = -1;

  constructor(annotation: Annotation) {
    this.annotation = annotation;
    this.nextLabelBefore = annotation.nextLabel;
  }

  /** Paints the pixels start … end − 1 (flat indices, one row) whose value may be replaced. */
  paint(start: number, end: number, value: number, mayReplace: MayReplace = always): void {
    const { data } = this.annotation;
    let runStart = start;
    while (runStart < end) {
      const before = data[runStart] as number;
      let runEnd = runStart + 1;
      while (runEnd < end && data[runEnd] === before) runEnd++;
      if (before !== value && mayReplace(before)) this.replaceRun(runStart, runEnd, before, value);
      runStart = runEnd;
    }
  }

  /** Turns the pixels start … end − 1 of one row from `before`, which all must hold, to `after`. */
  replaceRun(start: number, end: number, before: number, after: number): void {
    this.annotation.replaceRun(start, end, before, after);
    this.journal.add(start, end, before, after);
    const y = Math.floor(start / this.annotation.width);
    const left = start - y * this.annotation.width;
    const right = left + end - start - 1;
    if (left < this.left) this.left = left;
    if (right > this.right) this.right = right;
    if (y < this.top) this.top = y;
    if (y > this.bottom) this.bottom = y;
  }

  /**
   * An id that no object has, another at every call.
   * @throws AppError `invalid-argument` when every id is in use
   */
  takeLabel(): number {
    const { annotation } = this;
    if (annotation.nextLabel <= MAX_OBJECT_LABEL) return annotation.nextLabel++;
    // Ids taken before but not painted yet lie below.
    for (let label = this.lastFreeLabel + 1; label <= MAX_OBJECT_LABEL; label++) {
      if (annotation.objects.has(label)) continue;
      this.lastFreeLabel = label;
      return label;
    }
    throw new AppError('invalid-argument', 'Every object id is in use; delete objects first.');
  }

  /** Gives an object its class. */
  setClass(label: number, classIndex: number): void {
    const { classes } = this.annotation;
    const before = classes.get(label) ?? 1;
    if (before === classIndex) return;
    if (!this.classesBefore.has(label)) this.classesBefore.set(label, before);
    if (classIndex === 1) classes.delete(label);
    else classes.set(label, classIndex);
  }

  /** Ends the edit; `null` when it changed nothing. */
  finish(title: string, label: number | null): EditStep | null {
    const { annotation, classesBefore, nextLabelBefore } = this;
    for (const gone of annotation.classes.keys()) {
      if (!annotation.objects.has(gone)) this.setClass(gone, 1);
    }
    const journal = this.journal.finish();
    const classChanges = [...classesBefore]
      .map(([object, before]) => ({
        label: object,
        before,
        after: annotation.classes.get(object) ?? 1,
      }))
      .filter(({ before, after }) => before !== after);
    if (journal.sizeBytes === 0 && classChanges.length === 0) {
      annotation.nextLabel = nextLabelBefore;
      return null;
    }
    const nextLabelAfter = annotation.nextLabel;
    const changed = this.changed();
    return { title, label, journal, classChanges, nextLabelBefore, nextLabelAfter, changed };
  }

  /** Takes everything back, for an edit that cannot go on. */
  rollBack(): void {
    const { annotation } = this;
    readBackward(this.journal.finish(), (start, end, before, after) => {
      annotation.replaceRun(start, end, after, before);
    });
    for (const [label, before] of this.classesBefore) {
      if (before === 1) annotation.classes.delete(label);
      else annotation.classes.set(label, before);
    }
    annotation.nextLabel = this.nextLabelBefore;
  }

  private changed(): Rectangle | null {
    const { left, top, right, bottom } = this;
    if (right < 0) return null;
    return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  }
}
