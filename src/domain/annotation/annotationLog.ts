import type { EditStep } from '#domain/annotation/history/editStep.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';

/**
 * What happened to an annotation, one entry for each edit, undo and redo. Base and log together give
 * back the annotation with its whole history, so that a stroke costs only its own bytes to keep.
 */
export interface LogEntry extends LogMark {
  /** Entries of the log up to and with this one, so that none is kept twice and none is left out. */
  readonly version: number;
  /** Of a `do`; else `null`: it is known already. */
  readonly step: EditStep | null;
}

/** A log entry without its step. */
export interface LogMark {
  /** `do` = a new step; what was undone before can not be redone any more. */
  readonly kind: 'do' | 'undo' | 'redo';
  readonly stepId: number;
}

/** The pixels of an annotation after `version` entries of its log. */
export interface AnnotationBase {
  /** `null` = every pixel unannotated. */
  readonly labels: LabelImage | null;
  /** Classes of objects that are not 1. */
  readonly classes: ReadonlyMap<number, number>;
  readonly nextLabel: number;
  /** Entries of the log that it already holds. */
  readonly version: number;
}

/** Ids of the steps that can be undone and redone, the latest last. */
export interface HistoryIndex {
  readonly done: readonly number[];
  readonly undone: readonly number[];
  /** Oldest steps that were given up for memory. */
  readonly droppedSteps: number;
}

/** An annotation as it was kept. */
export interface StoredAnnotation {
  readonly width: number;
  readonly height: number;
  readonly base: AnnotationBase;
  /** Entries after the base, oldest first; steps by id only. */
  readonly log: readonly LogMark[];
  /** History after the whole log. */
  readonly history: HistoryIndex;
  /** Every step that log or history names. */
  readonly steps: ReadonlyMap<number, EditStep>;
}

/** An annotation with all that can be undone and redone, as a change that keeps it from nothing. */
export interface WholeLog {
  readonly base: AnnotationBase;
  /** Right after the base, oldest first. */
  readonly entries: readonly LogEntry[];
}

/** A history that nothing was done in. */
export const NO_HISTORY: HistoryIndex = { done: [], undone: [], droppedSteps: 0 };

/**
 * The history after some more entries.
 *
 * @param droppedSteps given up for memory in all, these entries included
 */
export function advanceHistory(
  history: HistoryIndex,
  entries: readonly LogMark[],
  droppedSteps: number,
): HistoryIndex {
  const done = [...history.done];
  let undone = [...history.undone];
  for (const { kind, stepId } of entries) {
    if (kind === 'undo') {
      done.pop();
      undone.push(stepId);
    } else {
      undone = kind === 'do' ? [] : undone.slice(0, -1);
      done.push(stepId);
    }
  }
  return { done: done.slice(droppedSteps - history.droppedSteps), undone, droppedSteps };
}
