import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import type { Services } from '#store/services.ts';
import { runMode } from '#store/slices/trainingSlice.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';
import { fakeBackend } from '#testing/fakeStorage.ts';
import { openPage } from '#testing/projectPage.ts';

/** A page whose tab is closed in the middle of a run; what it has stored. */
async function interrupt(names: readonly string[], steps: number) {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles(names.map((name) => ({ file: fakeFile(name), folder: '' })));
  for (const { id } of store.getState().images) await store.actions.paintRestAsBackground(id);
  store.actions.changeRecipe({ seed: 7, learningRate: 0.002 });
  await store.actions.startTraining();
  const run = control.training.runs[0];
  if (steps > 0) {
    run?.advance(steps);
    run?.checkpoint();
  }
  await eventually(async () => {
    expect((await services.checkpoints.find())?.iteration).toBe(steps);
  });
  return { checkpoints: services.checkpoints, firstRun: run };
}

/** A fresh page with the storage of an earlier one. */
async function comeBack(checkpoints: Services['checkpoints']) {
  const { services, control } = fakeServices();
  const store = createAppStore({ ...services, checkpoints });
  await store.actions.startUp({ modelId: null, sampleId: null });
  return { store, control };
}

describe('a run that a closed tab interrupted', () => {
  it('is offered on return and goes on where it was, with images and annotations open', async () => {
    const { checkpoints, firstRun } = await interrupt(['a.png', 'b.png', 'c.png'], 12);
    const { store, control } = await comeBack(checkpoints);
    expect(store.getState().training.interrupted).toMatchObject({ iteration: 12 });
    await store.actions.resumeInterrupted();
    const request = control.training.runs[0]?.request;
    expect(request?.checkpoint?.iteration).toBe(12);
    expect(request?.recipe).toEqual(firstRun?.request.recipe);
    expect(request?.startedFrom).toBe('nuclei');
    const names = (images: readonly { readonly name: string }[] | null | undefined) =>
      images?.map(({ name }) => name);
    expect(names(request?.images)).toEqual(names(firstRun?.request.images));
    expect(names(request?.validationImages)).toEqual(names(firstRun?.request.validationImages));
    const { images, annotations, training } = store.getState();
    expect(names(images)?.toSorted()).toEqual(['a.png', 'b.png', 'c.png']);
    for (const { id } of images) expect(annotations[id]?.state.annotatedPixels).toBe(32);
    expect(training.setup.recipe.seed).toBe(7);
    expect(training.interrupted).toBeNull();
    expect(runMode(store.getState())).toBe('running');
  });

  it('rehearses and finds objects as before, also where the model started from is gone', async () => {
    const { checkpoints, firstRun } = await interrupt(['a.png'], 3);
    const { services, control } = fakeServices();
    const store = createAppStore({ ...services, checkpoints });
    await store.actions.startUp({ modelId: null, sampleId: null });
    store.setState({ models: [] });
    await store.actions.resumeInterrupted();
    const request = control.training.runs[0]?.request;
    expect(firstRun?.request.rehearses).toBe('nuclei');
    expect(request?.rehearses).toBe('nuclei');
    expect(request?.instanceSettings).toEqual(firstRun?.request.instanceSettings);
    expect(request?.startedAt).toBe(firstRun?.request.startedAt);
  });

  it('begins anew when the tab was closed before the first checkpoint', async () => {
    const { checkpoints } = await interrupt(['a.png'], 0);
    const { store, control } = await comeBack(checkpoints);
    await store.actions.resumeInterrupted();
    expect(control.training.runs[0]?.request).toMatchObject({
      checkpoint: null,
      validationImages: null,
    });
  });

  it('goes on storing under the same id', async () => {
    const { checkpoints } = await interrupt(['a.png'], 3);
    const { store, control } = await comeBack(checkpoints);
    const runId = store.getState().training.interrupted?.runId;
    await store.actions.resumeInterrupted();
    control.training.runs[0]?.advance(20);
    control.training.runs[0]?.checkpoint();
    await eventually(async () => {
      expect(await checkpoints.find()).toMatchObject({ runId, iteration: 20 });
    });
  });

  it('stays offered when it cannot go on, and says why', async () => {
    const { checkpoints } = await interrupt(['a.png'], 3);
    const { store, control } = await comeBack(checkpoints);
    control.failing.add('addImage');
    await store.actions.resumeInterrupted();
    expect(store.getState().alerts).toMatchObject([
      { title: 'The interrupted training could not go on' },
    ]);
    expect(store.getState().training.interrupted?.iteration).toBe(3);
    expect(store.getState().images).toEqual([]);
    expect(runMode(store.getState())).toBe('none');
  });

  it('gives way to a new run only after a question', async () => {
    const { checkpoints } = await interrupt(['a.png'], 3);
    const { store, control } = await comeBack(checkpoints);
    await store.actions.openFiles([{ file: fakeFile('b.png'), folder: '' }]);
    await store.actions.paintRestAsBackground(store.getState().currentImageId ?? '');
    const declined = store.actions.startTraining();
    await eventually(() => expect(store.getState().question).not.toBeNull());
    store.actions.answerQuestion(false);
    await declined;
    expect(control.training.runs).toHaveLength(0);
    expect(store.getState().training.interrupted).not.toBeNull();
    const begun = store.actions.startTraining();
    await eventually(() => expect(store.getState().question).not.toBeNull());
    store.actions.answerQuestion(true);
    await begun;
    expect(control.training.runs).toHaveLength(1);
    expect((await checkpoints.find())?.iteration).toBe(0);
  });

  it('is forgotten only after a question', async () => {
    const { checkpoints } = await interrupt(['a.png'], 3);
    const { store } = await comeBack(checkpoints);
    const kept = store.actions.discardInterrupted();
    await eventually(() => expect(store.getState().question).not.toBeNull());
    store.actions.answerQuestion(false);
    await kept;
    expect(await checkpoints.find()).not.toBeNull();
    const gone = store.actions.discardInterrupted();
    await eventually(() => expect(store.getState().question).not.toBeNull());
    store.actions.answerQuestion(true);
    await gone;
    expect(await checkpoints.find()).toBeNull();
    expect(store.getState().training.interrupted).toBeNull();
  });
});

describe('an interrupted run of a kept project', () => {
  /** A page whose tab is closed in the middle of a run, with its project stored. */
  async function interruptKept() {
    const backend = fakeBackend();
    const page = await openPage(backend);
    await page.open('a.png', 'b.png');
    for (const id of page.ids()) await page.actions.paintRestAsBackground(id);
    await page.actions.startTraining();
    const run = page.control.training.runs[0];
    run?.advance(3);
    run?.checkpoint();
    await eventually(async () => {
      expect((await page.services.checkpoints.find())?.iteration).toBe(3);
    });
    await page.saved();
    return { backend, ids: page.ids(), firstRun: run };
  }

  it('goes on with the images of the project, not with copies', async () => {
    const { backend, ids, firstRun } = await interruptKept();
    const later = await openPage(backend);
    // What is painted now is for the next run.
    await later.actions.clearAnnotation(ids[0] ?? '');
    await later.actions.resumeInterrupted();
    expect(later.getState().alerts).toEqual([]);
    expect(later.ids()).toEqual(ids);
    const idsOf = (images: readonly { readonly id: string }[] | undefined | null) =>
      images?.map(({ id }) => id);
    const request = later.control.training.runs[0]?.request;
    expect(idsOf(request?.images)).toEqual(idsOf(firstRun?.request.images));
    const pixels = request?.images.concat(request.validationImages ?? []);
    for (const { annotation } of pixels ?? []) expect(new Set(annotation.data).size).toBe(1);
    expect(pixels?.every(({ annotation }) => annotation.data[0] !== 0)).toBe(true);
  });

  it('can not be overtaken by another run, nor lost by a stop, while its images are read', async () => {
    const { backend, ids } = await interruptKept();
    const later = await openPage(backend);
    await later.actions.newProject();
    later.control.decodeGate.isClosed = true;
    const resuming = later.actions.resumeInterrupted();
    await eventually(() => expect(later.ids()).toEqual(ids));
    expect(runMode(later.getState())).toBe('preparing');
    await later.actions.stopTraining();
    later.control.decodeGate.isClosed = false;
    while (later.control.decodeGate.waiting.length > 0) later.control.decodeGate.release();
    await resuming;
    expect(later.control.training.runs).toHaveLength(0);
    expect(runMode(later.getState())).toBe('none');
    expect(later.getState().training.interrupted?.iteration).toBe(3);
    expect(later.ids()).toEqual(ids);
  });

  it('opens its project when another one is open', async () => {
    const { backend, ids } = await interruptKept();
    const later = await openPage(backend);
    await later.actions.newProject();
    await later.open('c.png');
    await later.actions.resumeInterrupted();
    expect(later.ids()).toEqual(ids);
    expect(runMode(later.getState())).toBe('running');
  });

  it('opens copies when an image is gone, and keeps them like all else', async () => {
    const { backend, ids } = await interruptKept();
    const later = await openPage(backend);
    await later.actions.closeImage(ids[0] ?? '');
    await later.actions.resumeInterrupted();
    expect(later.getState().images.map(({ name }) => name)).toEqual(['b.png', 'a.png', 'b.png']);
    await later.saved();
    const before = await later.everything();
    const again = await openPage(backend);
    expect((await again.everything()).annotations).toEqual(before.annotations);
  });
});
