import { expect, it } from 'vitest';
import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { createAppStore } from '#store/appStore.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

it('says why nothing is painted where other objects are protected', async () => {
  const { actions, getState } = createAppStore(fakeServices().services);
  await actions.startUp({ modelId: null, sampleId: null });
  await actions.openFiles([{ file: fakeFile('cells.tif'), folder: '' }]);
  const imageId = getState().currentImageId ?? '';
  const dot = () => {
    const start = { isEraser: false, valueUnder: UNANNOTATED, isAlternate: false };
    const plan = actions.planStroke(imageId, start);
    return actions.paintStroke(imageId, Float32Array.of(1.5, 1.5, 0.4), plan);
  };
  const said = () => getState().notices.map(({ text }) => text);
  await dot();
  expect(said()).toEqual([]);
  await dot();
  expect(said()).toEqual([expect.stringMatching(/^Nothing was painted.*“Over other objects”/)]);
  actions.setPaint({ overwritesObjects: true });
  await dot();
  expect(said()).toHaveLength(1);
  expect(getState().annotations[imageId]?.state.objectCount).toBe(1);
});
