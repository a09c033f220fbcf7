import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Annotation, annotationFrom } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { hasCode } from '#lib/errors.ts';
import { annotationEdits, labelPixels } from '#testing/annotationEdits.ts';
import { bruteForceEdit, type PlainAnnotation } from '#testing/bruteForceEdits.ts';

const SIZE = { width: 13, height: 11 };
const edits = annotationEdits(SIZE);
/** On a machine that has other things to do. */
const SLOW_MS = 60_000;

function plainOf({ annotation }: AnnotationSession): PlainAnnotation {
  const { width, height, data, classes, nextLabel } = annotation;
  return { width, height, data: [...data], classes: new Map(classes), nextLabel };
}

/** The report of an edit; `null` when it was refused. */
function tryEdit(session: AnnotationSession, edit: AnnotationEdit) {
  try {
    return session.edit(edit);
  } catch (error) {
    if (hasCode(error, 'invalid-argument')) return null;
    throw error;
  }
}

/** Everything that is counted along the way, counted again. */
function expectCountsToBeRight(session: AnnotationSession): void {
  const { annotation } = session;
  const { width, data, objects, classes } = annotation;
  const counts = new Map<number, number>();
  for (const value of data) {
    if (isObjectLabel(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  expect(new Map([...objects].map(([label, { pixelCount }]) => [label, pixelCount]))).toEqual(
    counts,
  );
  for (const [label, extent] of objects) {
    const pixels = [...data.keys()].filter((i) => data[i] === label);
    const columns = pixels.map((i) => i % width);
    const rows = pixels.map((i) => Math.floor(i / width));
    const { left, top, right, bottom } = extent;
    const exact = [
      Math.min(...columns),
      Math.min(...rows),
      Math.max(...columns),
      Math.max(...rows),
    ] as const;
    if (extent.isTight) expect([left, top, right, bottom]).toEqual(exact);
    expect(left <= exact[0] && top <= exact[1] && right >= exact[2] && bottom >= exact[3]).toBe(
      true,
    );
    expect(label).toBeLessThan(annotation.nextLabel);
  }
  for (const [label, classIndex] of classes) {
    expect(objects.has(label) && classIndex > 1).toBe(true);
  }
  expect(session.state()).toMatchObject({
    objectCount: counts.size,
    annotatedPixels: data.filter((value) => value !== UNANNOTATED).length,
    highestClass: Math.max(1, ...classes.values()),
  });
}

/** The smallest rectangle around the pixels that differ. */
function difference(before: PlainAnnotation, after: PlainAnnotation) {
  const pixels = [...before.data.keys()].filter((i) => before.data[i] !== after.data[i]);
  if (pixels.length === 0) return null;
  const columns = pixels.map((i) => i % before.width);
  const rows = pixels.map((i) => Math.floor(i / before.width));
  const x = Math.min(...columns);
  const y = Math.min(...rows);
  return { x, y, width: Math.max(...columns) - x + 1, height: Math.max(...rows) - y + 1 };
}

/** A session beside a list of all its states. */
class Walk {
  states: PlainAnnotation[];
  at = 0;
  private readonly session: AnnotationSession;

  constructor(session: AnnotationSession) {
    this.session = session;
    this.states = [plainOf(session)];
  }

  edit(edit: AnnotationEdit): void {
    const before = this.states[this.at] as PlainAnnotation;
    tryEdit(this.session, edit);
    const after = plainOf(this.session);
    if (isSame(before, after)) return;
    this.states = [...this.states.slice(0, this.at + 1), after];
    this.at++;
  }

  /** One step of undo or redo, also where there is none left. */
  goTo(to: number): void {
    const from = this.states[this.at] as PlainAnnotation;
    const report = to < this.at ? this.session.undo() : this.session.redo();
    this.at = Math.min(this.states.length - 1, Math.max(0, to));
    const goal = this.states[this.at] as PlainAnnotation;
    expect(plainOf(this.session)).toEqual(goal);
    expect(report.changed).toEqual(difference(from, goal));
    expect(report.state.undoTitle === null).toBe(this.at === 0);
    expect(report.state.redoTitle === null).toBe(this.at === this.states.length - 1);
    expectCountsToBeRight(this.session);
  }
}

describe('AnnotationSession', () => {
  it(
    'does what a look at every single pixel says',
    () => {
      fc.assert(
        fc.property(fc.array(edits, { maxLength: 12 }), (list) => {
          const session = new AnnotationSession(new Annotation(SIZE.width, SIZE.height));
          for (const edit of list) {
            const before = plainOf(session);
            const report = tryEdit(session, edit);
            const after = plainOf(session);
            if (edit.kind !== 'split') {
              const expected = bruteForceEdit(before, edit);
              expect(report === null).toBe(expected === null);
              expect(after).toEqual(expected ?? before);
            }
            if (report) expect(report.changed).toEqual(difference(before, after));
            else expect(after).toEqual(before);
            expectCountsToBeRight(session);
          }
        }),
        { numRuns: 250 },
      );
    },
    SLOW_MS,
  );

  it(
    'returns to the start by undo and to the end by redo, past every state between',
    () => {
      const steps = fc.array(fc.oneof({ weight: 4, arbitrary: edits }, fc.constantFrom(-1, 1)), {
        maxLength: 25,
      });
      fc.assert(
        fc.property(labelPixels(SIZE), steps, (pixels, list) => {
          const labels = { ...SIZE, data: pixels };
          const start = annotationFrom({ labels, classes: new Map([[1, 3]]) });
          const walk = new Walk(new AnnotationSession(start));
          for (const step of list) {
            if (typeof step === 'number') walk.goTo(walk.at + step);
            else walk.edit(step);
          }
          while (walk.at > 0) walk.goTo(walk.at - 1);
          while (walk.at < walk.states.length - 1) walk.goTo(walk.at + 1);
        }),
        { numRuns: 300 },
      );
    },
    SLOW_MS,
  );

  it(
    'drops the oldest steps beyond its limit in bytes, counts them, and keeps the rest',
    () => {
      fc.assert(
        fc.property(
          fc.array(edits, { minLength: 1, maxLength: 20 }),
          fc.integer({ min: 0, max: 5000 }),
          (list, limitBytes) => {
            const annotation = new Annotation(SIZE.width, SIZE.height);
            const session = new AnnotationSession(annotation, limitBytes);
            const states = [plainOf(session)];
            for (const edit of list) {
              const before = plainOf(session);
              tryEdit(session, edit);
              const after = plainOf(session);
              if (!isSame(before, after)) states.push(after);
            }
            const { droppedSteps, undoTitle } = session.state();
            expect(undoTitle === null).toBe(states.length === 1);
            let at = states.length - 1;
            for (; session.state().undoTitle !== null; at--) {
              expect(plainOf(session)).toEqual(states[at]);
              session.undo();
            }
            expect(plainOf(session)).toEqual(states[at]);
            expect(at).toBe(droppedSteps);
          },
        ),
        { numRuns: 150 },
      );
    },
    SLOW_MS,
  );

  it('names what undo and redo would do, and tells the object that was painted', () => {
    const session = new AnnotationSession(new Annotation(20, 20));
    const points = new Float32Array([10, 10, 4]);
    const paint = { kind: 'stroke', points, overwritesObjects: true } as const;
    expect(session.edit({ ...paint, value: 'new' }).label).toBe(1);
    expect(session.edit({ ...paint, value: UNANNOTATED })).toMatchObject({
      label: null,
      state: { undoTitle: 'eraser stroke', objectCount: 0 },
    });
    expect(session.undo()).toMatchObject({
      label: null,
      state: { undoTitle: 'brush stroke', redoTitle: 'eraser stroke', objectCount: 1 },
    });
    expect(session.edit({ kind: 'clear' }).state).toMatchObject({
      undoTitle: 'clear',
      redoTitle: null,
    });
  });

  it('keeps what can be redone when an edit changes nothing or is refused', () => {
    const session = new AnnotationSession(new Annotation(20, 20));
    session.edit({ kind: 'background-elsewhere' });
    session.undo();
    session.edit({ kind: 'delete', labels: [5] });
    expect(() => session.edit({ kind: 'merge', labels: [1, 2] })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
    expect(session.state().redoTitle).toBe('background elsewhere');
  });
});

function isSame(a: PlainAnnotation, b: PlainAnnotation): boolean {
  if (a.classes.size !== b.classes.size || difference(a, b)) return false;
  return [...a.classes].every(([label, classIndex]) => b.classes.get(label) === classIndex);
}
