import { expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

it('leaves the images alone while a slider is dragged, and the result after its first step', async () => {
  const store = createAppStore(fakeServices().services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles([{ file: fakeFile('a.png'), folder: '' }]);
  await store.actions.segmentCurrent();
  const before = store.getState();
  const imageId = before.currentImageId ?? '';
  store.actions.updateSettings(imageId, { threshold: 0.6 });
  const first = store.getState();
  store.actions.updateSettings(imageId, { threshold: 0.7 });
  const second = store.getState();
  expect(second.images).toBe(before.images);
  expect(first.results[imageId]).not.toBe(before.results[imageId]);
  expect(second.results[imageId]).toBe(first.results[imageId]);
  expect(second.tunedSettings[imageId]?.['nuclei']?.threshold).toBe(0.7);
});
