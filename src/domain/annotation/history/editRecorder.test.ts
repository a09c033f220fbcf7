import { describe, expect, it } from 'vitest';
import { type Annotation, annotationFrom, snapshotOf } from '#domain/annotation/annotation.ts';
import { MAX_OBJECT_LABEL } from '#domain/annotation/annotationValues.ts';
import { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import { type EditStep, redoStep, undoStep } from '#domain/annotation/history/editStep.ts';

function annotationOf(values: readonly number[], classes: readonly [number, number][] = []) {
  const labels = { width: values.length, height: 1, data: Uint32Array.from(values) };
  return annotationFrom({ labels, classes: new Map(classes) });
}

const contents = (annotation: Annotation) => ({
  ...snapshotOf(annotation),
  nextLabel: annotation.nextLabel,
  objects: [...annotation.objects.keys()].sort((a, b) => a - b),
  annotatedPixels: annotation.annotatedPixels,
});

/** Paints some pixels twice, removes an object and makes one of another class. */
function work(recorder: EditRecorder): void {
  recorder.paint(0, 4, 1);
  const label = recorder.takeLabel();
  recorder.paint(2, 6, label);
  recorder.setClass(label, 3);
  recorder.paint(3, 4, 0);
}

describe('EditRecorder', () => {
  it('makes a step that can be undone and done again, also where pixels changed twice', () => {
    const annotation = annotationOf([0, 7, 7, 5, 5, 0], [[7, 2]]);
    const before = contents(annotation);
    const recorder = new EditRecorder(annotation);
    work(recorder);
    const step = recorder.finish('work', null) as EditStep;
    expect(annotation.data).toEqual(Uint32Array.of(1, 1, 8, 0, 8, 8));
    expect(annotation.classes).toEqual(new Map([[8, 3]]));
    const after = contents(annotation);
    undoStep(annotation, step);
    expect(contents(annotation)).toEqual(before);
    redoStep(annotation, step);
    expect(contents(annotation)).toEqual(after);
  });

  it('takes everything back when an edit cannot go on', () => {
    const annotation = annotationOf([0, 7, 7, 5, 5, 0], [[7, 2]]);
    const before = contents(annotation);
    const recorder = new EditRecorder(annotation);
    work(recorder);
    recorder.setClass(7, 1);
    recorder.rollBack();
    expect(contents(annotation)).toEqual(before);
  });

  it('gives back an id that nothing was painted with', () => {
    const annotation = annotationOf([0, 4]);
    const recorder = new EditRecorder(annotation);
    expect(recorder.takeLabel()).toBe(5);
    expect(recorder.finish('nothing', null)).toBeNull();
    expect(annotation.nextLabel).toBe(5);
  });

  it('takes the lowest free ids, each once, after the highest', () => {
    const annotation = annotationOf([1, 3, MAX_OBJECT_LABEL]);
    const recorder = new EditRecorder(annotation);
    expect([recorder.takeLabel(), recorder.takeLabel(), recorder.takeLabel()]).toEqual([2, 4, 5]);
  });
});
