import { describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { createAppStore } from '#store/appStore.ts';
import type { PaintStart } from '#store/planPaint.ts';
import { selectClassCount } from '#store/selectors/annotations.ts';
import { selectUnsavedCount } from '#store/selectors/unsavedWork.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

const START: PaintStart = { isEraser: false, valueUnder: UNANNOTATED, isAlternate: false };

async function setUp() {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles([{ file: fakeFile('cells.tif'), folder: '' }]);
  const imageId = store.getState().currentImageId ?? '';
  const annotation = () => store.getState().annotations[imageId];
  const state = () => annotation()?.state;
  const { actions } = store;
  /** A dot of one pixel. */
  const dot = (x: number, y: number, start: Partial<PaintStart> = {}) =>
    actions.paintStroke(
      imageId,
      Float32Array.of(x + 0.5, y + 0.5, 0.4),
      actions.planStroke(imageId, { ...START, ...start }),
    );
  const pixels = async () =>
    (await services.annotation.read({ imageId })).labels.data.map((value) =>
      value === BACKGROUND ? 99 : value,
    );
  return { store, control, services, imageId, annotation, state, actions, dot, pixels };
}

describe('painting', () => {
  it('begins the annotation with the first stroke and selects what it made', async () => {
    const { store, annotation, dot } = await setUp();
    expect(annotation()).toBeUndefined();
    await dot(1, 1);
    expect(annotation()?.state).toMatchObject({ objectCount: 1, annotatedPixels: 1, nextLabel: 2 });
    expect([...(annotation()?.selection ?? [])]).toEqual([1]);
    expect(selectUnsavedCount(store.getState())).toBe(1);
  });

  it('keeps the order of strokes that are faster than the worker', async () => {
    const { control, actions, annotation, dot, pixels } = await setUp();
    control.annotationGate.isClosed = true;
    const strokes = [dot(0, 0)];
    expect([...(annotation()?.selection ?? [])]).toEqual([1]);
    actions.setPaint({ mode: 'extend' });
    strokes.push(dot(1, 0));
    actions.setPaint({ mode: 'new' });
    strokes.push(dot(2, 0), dot(3, 0));
    actions.setPaint({ mode: 'background' });
    strokes.push(dot(4, 0));
    expect(annotation()?.state.nextLabel).toBe(4);
    control.annotationGate.isClosed = false;
    while (control.annotationGate.waiting.length > 0) control.annotationGate.release();
    await Promise.all(strokes);
    expect([...(await pixels()).slice(0, 6)]).toEqual([1, 1, 2, 3, 99, 0]);
    expect(annotation()?.state.nextLabel).toBe(4);
  });

  it('undoes and redoes every kind of edit, down to nothing and up to the end', async () => {
    const { imageId, actions, state, dot, pixels } = await setUp();
    const square = Float32Array.of(0, 0, 4, 0, 4, 4, 0, 4);
    await actions.paintPolygon(imageId, square, actions.planStroke(imageId, START));
    await dot(1, 1, { isEraser: true });
    await actions.fillHoles(imageId);
    await actions.splitAlong(imageId, Float32Array.of(2, -1, 2, 5));
    await actions.mergeAt(imageId, { x: 0, y: 0 });
    await actions.mergeAt(imageId, { x: 3, y: 0 });
    actions.setPaint({ mode: 'background' });
    await dot(7, 3);
    actions.setPaint({ mode: 'new' });
    await actions.fillAt(imageId, { x: 0, y: 0 }, false);
    await actions.chooseClass(imageId, 2);
    await actions.paintRestAsBackground(imageId);
    await actions.deleteAnnotated(imageId);
    await actions.clearAnnotation(imageId);
    const end = await pixels();
    let steps = 0;
    for (; state()?.undoTitle !== null; steps++) await actions.undoAnnotation(imageId);
    expect(steps).toBe(11);
    expect(state()).toMatchObject({ objectCount: 0, annotatedPixels: 0, highestClass: 1 });
    while (state()?.redoTitle !== null) await actions.redoAnnotation(imageId);
    expect(await pixels()).toEqual(end);
  });

  it('tells the viewer which part has changed, and of a wide change the whole layer', async () => {
    const { store, imageId, actions, dot } = await setUp();
    const heard: unknown[] = [];
    const stop = actions.onAnnotationChange((id, area) => heard.push([id, area]));
    await dot(2, 3);
    expect(heard).toEqual([[imageId, { x: 2, y: 3, width: 1, height: 1 }]]);
    const revision = () => store.getState().images[0]?.revisions.annotation;
    const before = revision();
    await actions.paintRestAsBackground(imageId);
    expect(revision()).toBe((before ?? 0) + 1);
    stop();
    await dot(0, 0);
    expect(heard).toHaveLength(2);
  });
});

describe('selecting and deleting', () => {
  it('adds to the selection and takes out of it', async () => {
    const { imageId, actions, annotation, dot } = await setUp();
    await dot(0, 0);
    await dot(2, 0);
    actions.clickAnnotated(imageId, 1, false);
    actions.clickAnnotated(imageId, 2, true);
    expect([...(annotation()?.selection ?? [])]).toEqual([1, 2]);
    actions.clickAnnotated(imageId, 1, true);
    expect([...(annotation()?.selection ?? [])]).toEqual([2]);
    actions.clickAnnotated(imageId, BACKGROUND, false);
    expect(annotation()?.selection.size).toBe(0);
  });

  it('selects by box and makes the selected objects background', async () => {
    const { imageId, actions, state, annotation, dot, pixels } = await setUp();
    await dot(0, 0);
    await dot(3, 0);
    await dot(6, 0);
    await actions.pickInBox(imageId, { x: 2, y: 0, width: 6, height: 2 }, false);
    expect([...(annotation()?.selection ?? [])]).toEqual([2, 3]);
    await actions.deleteAnnotated(imageId);
    expect(state()?.objectCount).toBe(1);
    expect(annotation()?.selection.size).toBe(0);
    expect([...(await pixels()).slice(0, 8)]).toEqual([1, 0, 0, 99, 0, 0, 99, 0]);
  });

  it('merges the selection into the first', async () => {
    const { imageId, actions, annotation, state, dot } = await setUp();
    await dot(0, 0);
    await dot(3, 0);
    actions.selectAnnotated(imageId, [2, 1]);
    await actions.mergeSelection(imageId);
    expect(state()?.objectCount).toBe(1);
    expect([...(annotation()?.selection ?? [])]).toEqual([2]);
  });
});

describe('the prediction as annotation', () => {
  it('takes its objects over as one step and shows them', async () => {
    const { store, imageId, actions, state } = await setUp();
    await actions.segmentCurrent();
    await actions.annotatePrediction(imageId);
    expect(state()).toMatchObject({ objectCount: 2, annotatedPixels: 32 });
    expect(store.getState().shownOverlay).toBe('annotation');
    await actions.undoAnnotation(imageId);
    expect(state()).toMatchObject({ objectCount: 0, redoTitle: 'use of the prediction' });
  });

  it('gives way to the prediction when the image is segmented again', async () => {
    const { store, imageId, actions } = await setUp();
    await actions.segmentCurrent();
    await actions.annotatePrediction(imageId);
    await actions.segmentCurrent();
    expect(store.getState().shownOverlay).toBe('prediction');
  });
});

describe('exportAnnotation', () => {
  it('saves under a name that finds the image again, and then nothing would be lost', async () => {
    const { store, control, imageId, actions, dot } = await setUp();
    await dot(0, 0);
    await actions.exportAnnotation(imageId);
    expect(control.savedBlobs.map(({ fileName }) => fileName)).toEqual(['cells_z1_labels.tif']);
    expect(selectUnsavedCount(store.getState())).toBe(0);
    await dot(1, 0);
    expect(selectUnsavedCount(store.getState())).toBe(1);
  });
});

describe('failures and endings', () => {
  it('shows a failed edit and goes on with the next', async () => {
    const { store, control, state, annotation, dot } = await setUp();
    await dot(0, 0);
    control.failing.add('annotation edit');
    expect(await dot(1, 0)).toBeNull();
    expect(annotation()).toMatchObject({ state: { nextLabel: 2 }, selection: new Set() });
    expect(store.getState().alerts).toMatchObject([
      { title: 'The annotation of cells.tif could not be changed' },
    ]);
    control.failing.clear();
    await dot(2, 0);
    expect(state()?.objectCount).toBe(2);
  });

  it('takes what cannot be done as asked for a remark', async () => {
    const { store, imageId, actions, dot } = await setUp();
    await dot(0, 0);
    await actions.splitAlong(imageId, Float32Array.of(6, 0, 7, 3));
    expect(store.getState().alerts).toEqual([]);
    expect(store.getState().notices).toHaveLength(1);
  });

  it('closes the annotation with its image', async () => {
    const { store, control, imageId, actions, dot } = await setUp();
    await dot(0, 0);
    await actions.closeImage(imageId);
    expect(store.getState().annotations).toEqual({});
    await actions.dismissNotice(store.getState().notices.at(-1)?.id ?? '');
    expect(control.log).toContain('annotation close');
  });

  it('starts afresh on another page of the stack', async () => {
    const { store, imageId, actions, dot } = await setUp();
    await dot(0, 0);
    await actions.setPage(imageId, 1);
    expect(store.getState().annotations).toEqual({});
    await dot(1, 0);
    expect(store.getState().annotations[imageId]?.state.objectCount).toBe(1);
  });
});

describe('options of the tools', () => {
  it('steps the brush within its range, always by something', async () => {
    const { store, actions } = await setUp();
    const radius = () => store.getState().paint.radiusPx;
    for (let step = 0; step < 100; step++) actions.stepBrush(-1);
    expect(radius()).toBe(0.5);
    actions.stepBrush(1);
    expect(radius()).toBe(1);
    for (let step = 0; step < 100; step++) actions.stepBrush(1);
    expect(radius()).toBe(500);
  });

  it('offers as many classes as the model has, are in use, or were added', async () => {
    const { store, imageId, actions, dot } = await setUp();
    expect(selectClassCount(store.getState())).toBe(2);
    actions.setPaint({ classCount: 4 });
    expect(selectClassCount(store.getState())).toBe(4);
    await dot(0, 0);
    await actions.chooseClass(imageId, 6);
    expect(selectClassCount(store.getState())).toBe(7);
  });

  it('shows the annotation as soon as a tool for it is in hand', async () => {
    const { store, actions } = await setUp();
    actions.setTool('select');
    expect(store.getState().shownOverlay).toBe('prediction');
    actions.setTool('eraser');
    expect(store.getState()).toMatchObject({ tool: 'eraser', shownOverlay: 'annotation' });
  });
});
