import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Annotation, snapshotOf } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import {
  type AnnotationBase,
  advanceHistory,
  type HistoryIndex,
  type LogMark,
  NO_HISTORY,
  type StoredAnnotation,
} from '#domain/annotation/annotationLog.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import type { EditReport } from '#domain/annotation/annotationState.ts';
import type { EditStep } from '#domain/annotation/history/editStep.ts';
import { hasCode } from '#lib/errors.ts';
import { annotationEdits } from '#testing/annotationEdits.ts';

const SIZE = { width: 13, height: 11 };
/** On a machine that has other things to do. */
const SLOW_MS = 60_000;

type Turn = AnnotationEdit | 'undo' | 'redo' | 'rebase' | 'reopen';
const turns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.oneof(
    annotationEdits(SIZE),
    fc.constantFrom('undo' as const, 'redo' as const, 'rebase' as const, 'reopen' as const),
  ),
  { maxLength: 30 },
);

/** What a test keeps of a session, as the storage would. */
class Keeper {
  readonly steps = new Map<number, EditStep>();
  base: AnnotationBase;
  log: LogMark[] = [];
  history: HistoryIndex = NO_HISTORY;

  constructor(session: AnnotationSession) {
    this.base = session.base();
  }

  take({ entry, state }: EditReport): void {
    if (!entry) return;
    const { kind, stepId, step } = entry;
    if (step) this.steps.set(stepId, step);
    this.log.push({ kind, stepId });
    this.history = advanceHistory(this.history, [entry], state.droppedSteps);
  }

  rebase(base: AnnotationBase): void {
    this.log = this.log.slice(base.version - this.base.version);
    this.base = base;
  }

  stored(): StoredAnnotation {
    const { base, log, history, steps } = this;
    return { ...SIZE, base, log, history, steps };
  }
}

function played(list: readonly Turn[]) {
  let session = new AnnotationSession(new Annotation(SIZE.width, SIZE.height));
  const keeper = new Keeper(session);
  for (const turn of list) {
    if (turn === 'rebase') keeper.rebase(session.base());
    else if (turn === 'reopen') session = AnnotationSession.restore(keeper.stored());
    else keeper.take(reportOf(session, turn));
  }
  return { session, keeper };
}

/** What the session answers; an edit that it refuses changes nothing. */
function reportOf(session: AnnotationSession, turn: AnnotationEdit | 'undo' | 'redo'): EditReport {
  if (turn === 'undo' || turn === 'redo') return session[turn]();
  try {
    return session.edit(turn);
  } catch (error) {
    if (!hasCode(error, 'invalid-argument')) throw error;
    return { state: session.state(), changed: null, label: null, entry: null };
  }
}

describe('a session that was kept', () => {
  it(
    'comes back with its pixels, its whole history and its counts, whenever it is taken',
    () => {
      fc.assert(
        fc.property(turns, (list) => {
          const { session, keeper } = played(list);
          const again = AnnotationSession.restore(keeper.stored());
          expect(snapshotOf(again.annotation)).toEqual(snapshotOf(session.annotation));
          expect(again.state()).toEqual(session.state());
          for (const direction of ['undo', 'redo'] as const) {
            while (session[direction]().entry) again[direction]();
            expect(snapshotOf(again.annotation)).toEqual(snapshotOf(session.annotation));
          }
        }),
        { numRuns: 200 },
      );
    },
    SLOW_MS,
  );

  it('is refused when a step is missing', () => {
    const session = new AnnotationSession(new Annotation(SIZE.width, SIZE.height));
    const keeper = new Keeper(session);
    keeper.take(session.edit({ kind: 'background-elsewhere' }));
    keeper.steps.clear();
    expect(() => AnnotationSession.restore(keeper.stored())).toThrow('step 1 is missing');
  });
});
