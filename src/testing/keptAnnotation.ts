import { Annotation } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import {
  advanceHistory,
  type HistoryIndex,
  type LogMark,
  NO_HISTORY,
  type StoredAnnotation,
} from '#domain/annotation/annotationLog.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import type { EditStep } from '#domain/annotation/history/editStep.ts';
import { hasCode } from '#lib/errors.ts';

/** What can be done to an annotation; `rebase` starts its log anew. */
export type Turn = AnnotationEdit | 'undo' | 'redo' | 'rebase';

/** An annotation as it would be kept after some turns; edits that are refused change nothing. */
export function keptAnnotation(
  width: number,
  height: number,
  turns: readonly Turn[],
): StoredAnnotation {
  const session = new AnnotationSession(new Annotation(width, height));
  const steps = new Map<number, EditStep>();
  let base = { ...session.base(), labels: null as StoredAnnotation['base']['labels'] };
  let log: LogMark[] = [];
  let history: HistoryIndex = NO_HISTORY;
  for (const turn of turns) {
    if (turn === 'rebase') {
      base = session.base();
      log = [];
      continue;
    }
    const report = reportOf(session, turn);
    if (!report?.entry) continue;
    const { kind, stepId, step } = report.entry;
    if (step) steps.set(stepId, step);
    log.push({ kind, stepId });
    history = advanceHistory(history, [{ kind, stepId }], report.state.droppedSteps);
  }
  const needed = new Set([...log.map(({ stepId }) => stepId), ...history.done, ...history.undone]);
  const kept = [...steps].filter(([id]) => needed.has(id));
  return { width, height, base, log, history, steps: new Map(kept) };
}

function reportOf(session: AnnotationSession, turn: AnnotationEdit | 'undo' | 'redo') {
  if (turn === 'undo' || turn === 'redo') return session[turn]();
  try {
    return session.edit(turn);
  } catch (error) {
    if (!hasCode(error, 'invalid-argument') && !hasCode(error, 'shape-mismatch')) throw error;
    return null;
  }
}
