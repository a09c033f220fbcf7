import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

async function setUp(...names: string[]) {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles(names.map((name) => ({ file: fakeFile(name), folder: '' })));
  const ids = store.getState().images.map(({ id }) => id);
  return { store, control, ids, imageId: ids[0] ?? '' };
}

describe('segmentImages', () => {
  it('fills the map, then finds the objects with the defaults of the model', async () => {
    const { store, control, imageId } = await setUp('a.png');
    await store.actions.segmentCurrent();
    const result = store.getState().results[imageId];
    expect(result).toMatchObject({
      modelId: 'nuclei',
      settings: { threshold: 0.5 },
      isUnsaved: true,
      coveredFraction: 0.25,
    });
    expect(result?.objects.rowCount).toBe(5);
    expect(store.getState().job).toBeNull();
    expect(control.log.slice(-2)).toEqual([`predict ${imageId}`, `extractInstances ${imageId}`]);
  });

  it('waits for images that are still being read, and leaves out those that cannot be', async () => {
    const { store, control, imageId } = await setUp('a.png');
    control.decodeGate.isClosed = true;
    const opening = store.actions.openFiles([
      { file: fakeFile('b.png', 'bad'), folder: '' },
      { file: fakeFile('c.png'), folder: '' },
    ]);
    await eventually(() => expect(control.decodeGate.waiting).toHaveLength(2));
    const run = store.actions.segmentAll();
    await eventually(() => expect(store.getState().results[imageId]).toBeDefined());
    control.decodeGate.isClosed = false;
    control.decodeGate.release();
    control.decodeGate.release();
    await Promise.all([opening, run]);
    expect(Object.keys(store.getState().results)).toHaveLength(2);
    expect(store.getState()).toMatchObject({
      job: null,
      alerts: [{ title: 'b.png could not be opened' }],
    });
  });

  it('ends a wait when it is cancelled', async () => {
    const { store, control, imageId } = await setUp('a.png');
    control.decodeGate.isClosed = true;
    const opening = store.actions.openFiles([{ file: fakeFile('b.png'), folder: '' }]);
    const run = store.actions.segmentAll();
    await eventually(() => expect(store.getState().results[imageId]).toBeDefined());
    store.actions.cancel();
    await run;
    expect(store.getState().job).toBeNull();
    control.decodeGate.release();
    await opening;
    expect(control.predictions).toHaveLength(1);
  });

  it('passes the chosen channels, scale and averaging on to the network', async () => {
    const { store, control, imageId } = await setUp('a.png');
    store.actions.chooseModel('em-membranes');
    store.actions.setRunOptions({ scale: 9, averageSymmetries: true });
    store.actions.setChannelInput(imageId, { invert: true });
    const run = store.actions.segmentCurrent();
    await eventually(() => expect(store.getState().question).not.toBeNull());
    store.actions.answerQuestion(true);
    await run;
    expect(control.predictions[0]).toMatchObject({
      modelId: 'em-membranes',
      averageSymmetries: true,
      region: null,
      input: { channels: [0], invert: true, scale: 4, normalization: { highPercent: 99 } },
    });
  });

  it('takes the visible part, cut to whole pixels of the image, as region', async () => {
    const { store, control } = await setUp('a.png');
    store.actions.setRunOptions({ region: 'view' });
    store.actions.provideVisibleRegion(() => ({ x: -2, y: 1.5, width: 6.2, height: 10 }));
    await store.actions.segmentCurrent();
    expect(control.predictions[0]?.region).toEqual({ x: 0, y: 1, width: 5, height: 3 });
  });

  it('shows progress tile by tile and lets the viewer read the growing map', async () => {
    const { store, control, imageId } = await setUp('a.png');
    control.predictGate.isClosed = true;
    const run = store.actions.segmentCurrent();
    for (let call = 0; call < 3; call++) {
      await eventually(() => expect(control.predictGate.waiting).toHaveLength(1));
      control.predictGate.release();
    }
    await eventually(() => expect(store.getState().job?.progress.tilesDone).toBe(2));
    expect(store.getState().job?.progress).toMatchObject({ tileCount: 4, secondsLeft: 2 });
    const entry = store.getState().images.find(({ id }) => id === imageId);
    expect(entry?.revisions.probability).toBeGreaterThan(0);
    control.predictGate.isClosed = false;
    control.predictGate.release();
    await run;
  });

  it('stops when cancelled: no result, no alert, ready for the next run', async () => {
    const { store, control, imageId } = await setUp('a.png');
    control.predictGate.isClosed = true;
    const run = store.actions.segmentCurrent();
    await eventually(() => expect(control.predictGate.waiting).toHaveLength(1));
    store.getState().job?.cancel();
    expect(store.getState().job).toBeNull();
    control.predictGate.release();
    await run;
    expect(store.getState()).toMatchObject({ job: null, alerts: [], results: {} });
    control.predictGate.isClosed = false;
    await store.actions.segmentCurrent();
    expect(store.getState().results[imageId]?.objects.rowCount).toBe(5);
  });

  it('starts the next run while a cancelled one still cleans up, one after the other', async () => {
    const { store, control, imageId } = await setUp('a.png');
    control.predictGate.isClosed = true;
    const first = store.actions.segmentCurrent();
    await eventually(() => expect(control.predictGate.waiting).toHaveLength(1));
    store.actions.cancel();
    const second = store.actions.segmentCurrent();
    expect(store.getState().job).not.toBeNull();
    expect(control.predictions).toHaveLength(1);
    control.predictGate.isClosed = false;
    control.predictGate.release();
    await Promise.all([first, second]);
    expect(control.predictions).toHaveLength(2);
    expect(store.getState().results[imageId]?.objects.rowCount).toBe(5);
    expect(store.getState().job).toBeNull();
  });

  it('keeps the earlier objects when a second run is cancelled', async () => {
    const { store, control, imageId } = await setUp('a.png');
    await store.actions.segmentCurrent();
    control.predictGate.isClosed = true;
    const run = store.actions.segmentCurrent();
    await eventually(() => expect(control.predictGate.waiting).toHaveLength(1));
    store.actions.cancel();
    control.predictGate.release();
    await run;
    expect(store.getState().results[imageId]?.objects.rowCount).toBe(5);
  });

  it('goes on with the other images when one fails', async () => {
    const { store, control, ids } = await setUp('a.png', 'b.png', 'c.png');
    control.failing.add(`predict ${ids[1]}`);
    await store.actions.segmentAll();
    expect(Object.keys(store.getState().results)).toEqual([ids[0], ids[2]]);
    expect(store.getState().alerts).toMatchObject([
      { code: 'out-of-memory', title: 'b.png could not be segmented' },
    ]);
  });

  it('leaves the rest of the queue alone after a cancel', async () => {
    const { store, control, ids } = await setUp('a.png', 'b.png');
    control.predictGate.isClosed = true;
    const run = store.actions.segmentAll();
    await eventually(() => expect(control.predictGate.waiting).toHaveLength(1));
    store.actions.cancel();
    control.predictGate.release();
    await run;
    expect(control.log).not.toContain(`predict ${ids[1]}`);
  });

  it('skips an image that is closed while it is segmented and goes on', async () => {
    const { store, control, ids } = await setUp('a.png', 'b.png');
    control.predictGate.isClosed = true;
    const run = store.actions.segmentAll();
    await eventually(() => expect(control.predictGate.waiting).toHaveLength(1));
    await store.actions.closeImage(ids[0] ?? '');
    control.predictGate.isClosed = false;
    control.predictGate.release();
    await run;
    expect(Object.keys(store.getState().results)).toEqual([ids[1]]);
    expect(store.getState().alerts).toEqual([]);
  });

  it('runs one job at a time', async () => {
    const { store, control } = await setUp('a.png');
    await Promise.all([store.actions.segmentCurrent(), store.actions.segmentCurrent()]);
    expect(control.predictions).toHaveLength(1);
  });

  it('asks before a run of more than a minute, with the time', async () => {
    const { store, control } = await setUp('a.png', 'b.png');
    control.estimateSeconds = 50;
    const run = store.actions.segmentAll();
    await eventually(() => expect(store.getState().question).not.toBeNull());
    expect(store.getState().question?.title).toBe('This will take about 2 min');
    expect(store.getState().job, 'nothing runs before the answer').toBeNull();
    store.actions.answerQuestion(false);
    await run;
    expect(control.predictions).toHaveLength(0);
    expect(store.getState().job).toBeNull();
  });

  it('stops at once when cancelled while the time is estimated, and asks nothing later', async () => {
    const { store, control } = await setUp('a.png');
    control.estimateGate.isClosed = true;
    control.estimateSeconds = 500;
    const run = store.actions.segmentCurrent();
    store.actions.cancel();
    await run;
    expect(store.getState().job).toBeNull();
    control.estimateGate.release();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(store.getState().question).toBeNull();
    expect(control.predictions).toHaveLength(0);
  });

  it('does not ask before a short run', async () => {
    const { store, control } = await setUp('a.png');
    control.estimateSeconds = 50;
    await store.actions.segmentCurrent();
    expect(control.predictions).toHaveLength(1);
  });
});
