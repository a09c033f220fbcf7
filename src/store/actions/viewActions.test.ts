import { expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { selectForeignModel } from '#store/selectors/objectSettings.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

async function openTwo() {
  const store = createAppStore(fakeServices().services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  const files = ['a.png', 'b.png'].map((name) => ({ file: fakeFile(name), folder: '' }));
  await store.actions.openFiles(files);
  const [first = '', second = ''] = store.getState().images.map(({ id }) => id);
  return { store, first, second, chosen: () => store.getState().chosenModelId };
}

it('keeps the chosen model for the next run, whatever has found the objects of the image shown', async () => {
  const { store, first, second, chosen } = await openTwo();
  await store.actions.segmentCurrent();
  store.actions.chooseModel('em-membranes');
  store.actions.selectImage(second);
  store.actions.selectImage(first);
  expect(chosen()).toBe('em-membranes');
  expect(selectForeignModel(store.getState())?.id).toBe('nuclei');
});

it('names the model of the objects only while another one is chosen', async () => {
  const { store } = await openTwo();
  store.actions.chooseModel('em-membranes');
  expect(selectForeignModel(store.getState())).toBeUndefined();
  await store.actions.segmentCurrent();
  expect(selectForeignModel(store.getState())).toBeUndefined();
  store.actions.chooseModel('nuclei');
  expect(selectForeignModel(store.getState())?.id).toBe('em-membranes');
});
