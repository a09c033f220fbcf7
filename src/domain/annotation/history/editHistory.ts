import { type HistoryStep, stepBytes } from '#domain/annotation/history/editStep.ts';

/** What the steps of one annotation may take unless told: 256 MB. */
const DEFAULT_HISTORY_BYTES = 256 * 2 ** 20;

/**
 * Steps to undo and to redo, without a limit in number. Beyond the limit in bytes the oldest steps
 * are dropped; the newest stays even when it is larger than the limit.
 */
export class EditHistory {
  droppedSteps = 0;
  /** Steps to be undone, the latest last. */
  readonly done: HistoryStep[] = [];
  /** Steps to be redone, the next one last. */
  undone: HistoryStep[] = [];
  private readonly limitBytes: number;
  private doneBytes = 0;

  constructor(limitBytes: number = DEFAULT_HISTORY_BYTES) {
    this.limitBytes = limitBytes;
  }

  /** Puts steps that were kept in place of all there are; the latest stand last. */
  restore(
    done: readonly HistoryStep[],
    undone: readonly HistoryStep[],
    droppedSteps: number,
  ): void {
    this.done.splice(0, this.done.length, ...done);
    this.undone = [...undone];
    this.doneBytes = done.reduce((sum, step) => sum + stepBytes(step), 0);
    this.droppedSteps = droppedSteps;
  }

  /** What undo would take back. */
  get lastDone(): HistoryStep | null {
    return this.done.at(-1) ?? null;
  }

  /** What redo would do again. */
  get lastUndone(): HistoryStep | null {
    return this.undone.at(-1) ?? null;
  }

  /** Adds a step just done; what was undone before cannot be redone any more. */
  push(step: HistoryStep): void {
    this.undone = [];
    this.done.push(step);
    this.doneBytes += stepBytes(step);
    let dropCount = 0;
    while (this.doneBytes > this.limitBytes && dropCount < this.done.length - 1) {
      this.doneBytes -= stepBytes(this.done[dropCount] as HistoryStep);
      dropCount++;
    }
    this.done.splice(0, dropCount);
    this.droppedSteps += dropCount;
  }

  /** Takes the step to undo; it is the one to redo then. */
  takeUndo(): HistoryStep | null {
    const step = this.done.pop();
    if (!step) return null;
    this.doneBytes -= stepBytes(step);
    this.undone.push(step);
    return step;
  }

  /** Takes the step to redo; it is the one to undo then. */
  takeRedo(): HistoryStep | null {
    const step = this.undone.pop();
    if (!step) return null;
    this.doneBytes += stepBytes(step);
    this.done.push(step);
    return step;
  }
}
