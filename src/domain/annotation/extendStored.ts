import {
  type AnnotationBase,
  advanceHistory,
  type LogEntry,
  NO_HISTORY,
  type StoredAnnotation,
} from '#domain/annotation/annotationLog.ts';

/** An annotation that nothing was done to yet. */
export function emptyStored(width: number, height: number): StoredAnnotation {
  const base: AnnotationBase = { labels: null, classes: new Map(), nextLabel: 1, version: 0 };
  return { width, height, base, log: [], history: NO_HISTORY, steps: new Map() };
}

/**
 * A kept annotation with what was done since; entries that it holds already are left out.
 *
 * @param entries oldest first
 * @param droppedSteps oldest steps that were given up for memory so far
 */
export function extendStored(
  stored: StoredAnnotation,
  entries: readonly LogEntry[],
  droppedSteps: number,
): StoredAnnotation {
  const version = stored.base.version + stored.log.length;
  const fresh = entries.filter((entry) => entry.version > version);
  if (fresh.length === 0) return stored;
  const steps = new Map(stored.steps);
  for (const { stepId, step } of fresh) if (step) steps.set(stepId, step);
  return {
    ...stored,
    log: [...stored.log, ...fresh.map(({ kind, stepId }) => ({ kind, stepId }))],
    history: advanceHistory(stored.history, fresh, droppedSteps),
    steps,
  };
}
