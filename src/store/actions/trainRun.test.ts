import { describe, expect, it, vi } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { createAppStore } from '#store/appStore.ts';
import { selectHasUnkeptRun } from '#store/selectors/trainingData.ts';
import { runMode } from '#store/slices/trainingSlice.ts';
import { endText } from '#store/trainingText.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

/** A page with annotated images: each has one object of 4 px, the rest is background. */
async function setUp(...names: string[]) {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles(names.map((name) => ({ file: fakeFile(name), folder: '' })));
  const ids = store.getState().images.map(({ id }) => id);
  for (const id of ids) {
    await store.actions.paintPolygon(id, Float32Array.of(1, 1, 3, 1, 3, 3, 1, 3), {
      value: 'new',
      shownValue: 1,
      overwritesObjects: false,
      classIndex: 1,
    });
    await store.actions.paintRestAsBackground(id);
  }
  return { services, store, control, ids };
}

async function startRun(...names: string[]) {
  const page = await setUp(...names);
  await page.store.actions.startTraining();
  const run = page.control.training.runs[0];
  if (!run) throw new Error('No run was started.');
  return { ...page, run };
}

const mode = (store: { getState: () => Parameters<typeof runMode>[0] }) =>
  runMode(store.getState());

describe('startTraining', () => {
  it('hands images, annotations, weights and the recipe over', async () => {
    const { run, ids } = await startRun('a.png', 'b.png', 'c.png');
    const { images, validationImages, weights, startedFrom, recipe, network } = run.request;
    expect(images).toHaveLength(2);
    expect(validationImages).toHaveLength(1);
    const used = [...images, ...(validationImages ?? [])];
    expect(used.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const { annotation, width, height, pixels } of used) {
      expect([width, height, pixels.length]).toEqual([8, 4, 32]);
      expect([...annotation.data].filter((value) => value === 1)).toHaveLength(4);
    }
    expect(startedFrom).toBe('nuclei');
    expect(weights?.length).toBeGreaterThan(0);
    expect(network).toMatchObject({ depth: 2, baseFeatures: 4 });
    expect(recipe.optimizer.kind).toBe('adam');
  });

  it('trains a fresh network of the chosen shape from scratch', async () => {
    const { store, control } = await setUp('a.png', 'b.png');
    store.actions.chooseStart('scratch');
    store.actions.changeRecipe({ network: { depth: 3, baseFeatures: 8 } });
    await store.actions.startTraining();
    const request = control.training.runs[0]?.request;
    expect(request).toMatchObject({
      weights: null,
      startedFrom: null,
      network: { depth: 3, baseFeatures: 8, inputChannels: 1, classCount: 2 },
    });
  });

  it('keeps a region of the only image apart', async () => {
    const { run } = await startRun('a.png');
    expect(run.request.images).toHaveLength(1);
    expect(run.request.validationImages).toBeNull();
  });

  it('does nothing without annotations, and nothing twice', async () => {
    const { services, control } = fakeServices();
    const store = createAppStore(services);
    await store.actions.startUp({ modelId: null, sampleId: null });
    await store.actions.openFiles([{ file: fakeFile('a.png'), folder: '' }]);
    await store.actions.startTraining();
    expect(control.training.runs).toHaveLength(0);
    const second = await setUp('a.png');
    await Promise.all([second.store.actions.startTraining(), second.store.actions.startTraining()]);
    expect(second.control.training.runs).toHaveLength(1);
  });

  it('shows why a start failed and gives the page back', async () => {
    const { store, control } = await setUp('a.png');
    control.training.failure = new AppError(
      'out-of-memory',
      'Even the smallest tile is too large.',
    );
    await store.actions.startTraining();
    expect(mode(store)).toBe('none');
    expect(store.getState().alerts).toMatchObject([
      { code: 'out-of-memory', title: 'The training could not start' },
    ]);
    await store.actions.startTraining();
    expect(mode(store)).toBe('running');
  });

  it('refuses classes that the model does not know, and names image and remedy', async () => {
    const { store, control, ids } = await setUp('a.png');
    const id = ids[0] ?? '';
    store.actions.selectAnnotated(id, [1]);
    await store.actions.chooseClass(id, 2);
    await store.actions.startTraining();
    expect(control.training.runs).toHaveLength(0);
    expect(store.getState().alerts[0]?.message).toMatch(/a\.png has objects of class 2.*scratch/s);
    store.actions.chooseStart('scratch');
    await store.actions.startTraining();
    expect(control.training.runs[0]?.request.network.classCount).toBe(3);
  });

  it('stops before it has begun when the user says so meanwhile', async () => {
    const { store, control } = await setUp('a.png');
    control.annotationGate.isClosed = true;
    const start = store.actions.startTraining();
    await eventually(() => expect(mode(store)).toBe('preparing'));
    await store.actions.stopTraining();
    control.annotationGate.isClosed = false;
    control.annotationGate.release();
    await start;
    expect(control.training.runs).toHaveLength(0);
    expect(mode(store)).toBe('none');
    expect(store.getState().alerts).toEqual([]);
  });
});

describe('a running training', () => {
  it('shows at most one state per 200 ms, and each new phase at once', async () => {
    const { store, run } = await startRun('a.png');
    vi.useFakeTimers();
    try {
      let changes = 0;
      const stop = store.subscribe(() => changes++);
      for (let step = 1; step <= 100; step++) {
        run.advance(step);
        vi.advanceTimersByTime(10);
      }
      stop();
      expect(changes).toBeLessThanOrEqual(7);
      vi.advanceTimersByTime(200);
      expect(store.getState().training.run?.status?.iteration).toBe(100);
    } finally {
      vi.useRealTimers();
    }
  });

  it('warns before the page is closed, until its weights are kept', async () => {
    const { store, run } = await startRun('a.png');
    run.advance(3);
    expect(selectHasUnkeptRun(store.getState())).toBe(true);
    await store.actions.stopTraining();
    expect(mode(store)).toBe('ended');
    expect(selectHasUnkeptRun(store.getState())).toBe(true);
    await store.actions.keepBest();
    expect(mode(store)).toBe('kept');
    expect(selectHasUnkeptRun(store.getState())).toBe(false);
  });

  it('pauses and goes on', async () => {
    const { store, run } = await startRun('a.png');
    run.advance(3);
    await store.actions.pauseTraining();
    expect(mode(store)).toBe('paused');
    await store.actions.resumeTraining();
    expect(mode(store)).toBe('running');
  });

  it('goes on from its last checkpoint after it was stopped early', async () => {
    const { store, control, run } = await startRun('a.png');
    run.advance(7);
    run.checkpoint();
    await store.actions.stopTraining();
    expect(store.getState().training.run?.canGoOn).toBe(true);
    await store.actions.resumeTraining();
    expect(run.isDisposed).toBe(true);
    expect(control.training.runs[1]?.request.checkpoint?.iteration).toBe(7);
    expect(mode(store)).toBe('running');
  });

  it('is gone without a trace when it was stopped before its first step', async () => {
    const { store, services } = await startRun('a.png');
    await store.actions.stopTraining();
    expect(mode(store)).toBe('none');
    await eventually(async () => expect(await services.checkpoints.find()).toBeNull());
  });

  it('keeps what it has learnt when it fails, and says why', async () => {
    const { store, run } = await startRun('a.png');
    run.advance(5);
    run.end('error', new AppError('device-lost', 'The GPU is gone. Train again on WebAssembly.'));
    await eventually(() => expect(mode(store)).toBe('ended'));
    expect(store.getState().alerts).toMatchObject([
      { code: 'device-lost', title: 'The training stopped' },
    ]);
    await store.actions.keepBest();
    expect(mode(store)).toBe('kept');
  });

  it('explains a loss that is no number', async () => {
    const { store, run } = await startRun('a.png');
    run.advance(5);
    run.end('not-finite');
    await eventually(() => expect(mode(store)).toBe('ended'));
    expect(store.getState().alerts[0]?.message).toMatch(/Lower the learning rate/);
  });

  it('tells its score when it ends by itself', async () => {
    const { store, run } = await startRun('a.png');
    run.advance(5);
    run.end('early-stop');
    await eventually(() => expect(store.getState().notices).toHaveLength(1));
    const { notices, training } = store.getState();
    expect(notices[0]?.text).toMatch(/^Training has ended/);
    // Its panel says the rest.
    const status = training.run?.status;
    expect(status && endText(status, false)).toMatch(/no longer rose.*IoU 0\.700/);
  });

  it('shows predictions of the watched image only while somebody looks', async () => {
    const { store, run, ids } = await startRun('a.png', 'b.png', 'c.png');
    const watchable = store.getState().training.run?.watchable.map(({ id }) => id);
    expect(watchable).toEqual(run.request.validationImages?.map(({ id }) => id));
    expect(run.watchedId).toBeNull();
    const shown: number[] = [];
    const stop = store.actions.onLivePrediction(({ iteration }) => shown.push(iteration));
    expect(run.watchedId).toBe(watchable?.[0]);
    store.actions.watchImage(ids[0] ?? '');
    expect(run.watchedId).toBe(ids[0]);
    const bytes = () => new Uint8Array(1);
    run.predict({
      imageId: 'x',
      iteration: 4,
      width: 1,
      height: 1,
      grey: bytes(),
      probability: bytes(),
    });
    expect(shown).toEqual([4]);
    stop();
    expect(run.watchedId).toBeNull();
  });
});
