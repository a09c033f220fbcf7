import { describe, expect, it } from 'vitest';
import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { createAppStore } from '#store/appStore.ts';
import {
  selectCanEvaluate,
  selectEvaluated,
  selectShownComparison,
} from '#store/selectors/evaluation.ts';
import { FAKE_WRONG } from '#testing/fakeComparison.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

async function setUp(...names: readonly string[]) {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  const { actions } = store;
  await actions.startUp({ modelId: null, sampleId: null });
  await actions.openFiles(names.map((name) => ({ file: fakeFile(name), folder: '' })));
  await actions.segmentAll();
  const ids = store.getState().images.map(({ id }) => id);
  const paint = (imageId: string, x: number) =>
    actions.paintStroke(
      imageId,
      Float32Array.of(x + 0.5, 1.5, 0.4),
      actions.planStroke(imageId, {
        isEraser: false,
        valueUnder: UNANNOTATED,
        isAlternate: false,
      }),
    );
  return { store, control, actions, ids, first: ids[0] ?? '', paint };
}

describe('evaluateImage', () => {
  it('shows scores and what is wrong, of an image with objects and an annotation', async () => {
    const { store, actions, first, paint } = await setUp('a.tif');
    expect(selectCanEvaluate(store.getState(), first)).toBe(false);
    await paint(first, 1);
    expect(selectCanEvaluate(store.getState(), first)).toBe(true);
    actions.openEvaluation();
    await actions.evaluateImage(first);
    expect(selectEvaluated(store.getState(), first)?.comparison.scores.ap50).toBe(1 / 3);
    expect(selectShownComparison(store.getState(), first)?.wrong).toEqual(FAKE_WRONG);
    expect(store.getState().evaluation.running).toBeNull();
  });

  it('forgets scores once the annotation or the objects are others', async () => {
    const { store, actions, first, paint } = await setUp('a.tif');
    await paint(first, 1);
    actions.openEvaluation();
    await actions.evaluateImage(first);
    await paint(first, 3);
    expect(selectEvaluated(store.getState(), first)).toBeNull();
    expect(selectShownComparison(store.getState(), first)).toBeNull();
    await actions.evaluateImage(first);
    expect(selectEvaluated(store.getState(), first)).not.toBeNull();
    actions.selectObjects(first, new Set([1]));
    expect(selectEvaluated(store.getState(), first)).not.toBeNull();
    await actions.deleteSelection(first);
    expect(selectEvaluated(store.getState(), first)).toBeNull();
  });

  it('judges again at another threshold, and draws anew', async () => {
    const { store, actions, first, paint } = await setUp('a.tif');
    await paint(first, 1);
    actions.openEvaluation();
    await actions.evaluateImage(first);
    const before = selectShownComparison(store.getState(), first)?.revision ?? 0;
    await actions.setIouThreshold(0.75);
    const shown = selectShownComparison(store.getState(), first);
    expect(shown?.wrong).toEqual(FAKE_WRONG.slice(1));
    expect(shown?.revision).toBeGreaterThan(before);
  });

  it('draws nothing over an annotation, under a brush, or once closed', async () => {
    const { store, actions, first, paint } = await setUp('a.tif');
    await paint(first, 1);
    actions.openEvaluation();
    await actions.evaluateImage(first);
    const isDrawn = () => selectShownComparison(store.getState(), first) !== null;
    expect(isDrawn()).toBe(true);
    actions.showOverlayOf('annotation');
    expect(isDrawn()).toBe(false);
    actions.showOverlayOf('prediction');
    actions.setTool('brush');
    expect(isDrawn()).toBe(false);
    actions.setTool('pan');
    actions.showOverlayOf('prediction');
    expect(isDrawn()).toBe(true);
    await actions.closeEvaluation();
    expect(isDrawn()).toBe(false);
  });

  it('tells why an image could not be compared', async () => {
    const { store, control, actions, first, paint } = await setUp('a.tif');
    await paint(first, 1);
    control.failing.add('compareWithTruth');
    actions.openEvaluation();
    await actions.evaluateImage(first);
    expect(store.getState().alerts.at(-1)?.title).toBe('a.tif was not evaluated');
    expect(store.getState().evaluation.running).toBeNull();
  });
});

describe('evaluateAll', () => {
  it('scores every image that has both, and saves them as one table', async () => {
    const { store, control, actions, ids, paint } = await setUp('a.tif', 'b.tif', 'c.tif');
    const [a = '', b = '', c = ''] = ids;
    await paint(a, 1);
    await paint(c, 1);
    actions.openEvaluation();
    await actions.exportEvaluation();
    const state = store.getState();
    expect(ids.map((id) => selectEvaluated(state, id) !== null)).toEqual([true, false, true]);
    expect(selectCanEvaluate(state, b)).toBe(false);
    const [file] = control.saved;
    expect(file?.fileName).toBe('evaluation.csv');
    expect(new TextDecoder().decode(file?.bytes)).toBe('a.tif\nc.tif');
  });
});
