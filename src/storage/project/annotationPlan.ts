import {
  advanceHistory,
  type HistoryIndex,
  type LogEntry,
} from '#domain/annotation/annotationLog.ts';
import { AppError } from '#lib/errors.ts';
import type { AnnotationChange } from '#storage/project/projectChange.ts';
import type { PageState } from '#storage/project/projectHolds.ts';
import { type MarkRow, markKey, type StepRow, stepKey } from '#storage/project/projectRows.ts';

/** The page of which nothing is stored. */
export const NEW_PAGE: PageState = { isStored: false, baseVersion: 0, version: 0, life: 0 };

/** Where the log of a change begins: at its base when nothing is stored that it could follow. */
export function startOf(page: PageState, { base, entries }: AnnotationChange): PageState {
  if (page.isStored || !base) return page;
  const [first] = entries;
  if (first && first.version <= base.version) return page;
  return { ...page, baseVersion: base.version, version: base.version };
}

/**
 * The entries that are not stored yet.
 *
 * @throws AppError `invalid-argument` when some before the first or between them are missing
 */
export function freshEntries(page: PageState, entries: readonly LogEntry[]): readonly LogEntry[] {
  const fresh = entries.filter(({ version }) => version > page.version);
  for (const [index, { version }] of fresh.entries()) {
    const expected = page.version + 1 + index;
    if (version !== expected) {
      throw new AppError(
        'invalid-argument',
        `Edit ${version} of the annotation cannot be stored before edit ${expected}. Save the annotation as a whole again.`,
      );
    }
  }
  return fresh;
}

/** Rows for new entries: a stroke costs no more than its own. */
export function logRows(
  key: string,
  entries: readonly LogEntry[],
  droppedSteps: number,
): { readonly marks: readonly MarkRow[]; readonly steps: readonly StepRow[] } {
  return {
    marks: entries.map(({ kind, stepId, version }) => ({
      id: markKey(key, version),
      kind,
      stepId,
      droppedSteps,
    })),
    steps: entries.flatMap(({ stepId, step }) =>
      step ? [{ id: stepKey(key, stepId), stepId, step }] : [],
    ),
  };
}

/** The history after some more of the log. */
export function historyAfter(history: HistoryIndex, marks: readonly MarkRow[]): HistoryIndex {
  return advanceHistory(history, marks, marks.at(-1)?.droppedSteps ?? history.droppedSteps);
}

/** Ids of the steps that are needed on: to be undone or redone, or to replay the rest of the log. */
export function neededSteps(
  history: HistoryIndex,
  rest: readonly { readonly stepId: number }[],
): ReadonlySet<number> {
  return new Set([...history.done, ...history.undone, ...rest.map(({ stepId }) => stepId)]);
}
