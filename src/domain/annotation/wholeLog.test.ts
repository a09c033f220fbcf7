import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Annotation } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { emptyStored, extendStored } from '#domain/annotation/extendStored.ts';
import { hasCode } from '#lib/errors.ts';
import { annotationEdits } from '#testing/annotationEdits.ts';

const SIZE = { width: 9, height: 7 };
const actions = fc.array(
  fc.oneof(annotationEdits(SIZE), fc.constantFrom('undo' as const, 'redo' as const)),
  { minLength: 1, maxLength: 25 },
);

type Action = 'undo' | 'redo' | Parameters<AnnotationSession['edit']>[0];

/** Carries out an action; what cannot be done is refused. */
function act(session: AnnotationSession, action: Action) {
  try {
    if (action === 'undo') return session.undo().entry;
    return action === 'redo' ? session.redo().entry : session.edit(action).entry;
  } catch (error) {
    if (hasCode(error, 'invalid-argument')) return null;
    throw error;
  }
}

const pixelsOf = ({ annotation: { data, classes, nextLabel } }: AnnotationSession) => ({
  data: [...data],
  classes: new Map(classes),
  nextLabel,
});

describe('a log that is written anew', () => {
  it('gives the annotation back with all that can be undone and redone, and goes on', () => {
    fc.assert(
      fc.property(
        actions,
        actions,
        fc.constantFrom(400, 1200, 10_000_000),
        (first, then, bytes) => {
          const session = new AnnotationSession(new Annotation(SIZE.width, SIZE.height), bytes);
          for (const action of first) act(session, action);
          const before = pixelsOf(session);
          const { base, entries } = session.wholeLog();
          expect(pixelsOf(session)).toEqual(before);
          const later = then.flatMap((action) => act(session, action) ?? []);
          const { droppedSteps } = session.state();
          const stored = extendStored(
            { ...emptyStored(SIZE.width, SIZE.height), base },
            [...entries, ...later],
            droppedSteps,
          );
          const restored = AnnotationSession.restore(stored, bytes);
          for (let step = 0; step < 60; step++) {
            expect(pixelsOf(restored)).toEqual(pixelsOf(session));
            expect(restored.state()).toEqual(session.state());
            act(session, 'undo');
            act(restored, 'undo');
          }
          for (let step = 0; step < 60; step++) {
            act(session, 'redo');
            act(restored, 'redo');
            expect(pixelsOf(restored)).toEqual(pixelsOf(session));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
