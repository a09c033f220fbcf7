import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

async function setUp(...names: string[]) {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  const files = names.map((name) => ({ file: fakeFile(name), folder: '' }));
  await store.actions.openFiles(files);
  const ids = store.getState().images.map(({ id }) => id);
  const imageId = ids[0] ?? '';
  const result = (id = imageId) => store.getState().results[id];
  return { store, control, ids, imageId, result };
}

describe('updateSettings', () => {
  it('computes the objects anew without running the network again', async () => {
    const { store, control, imageId, result } = await setUp('a.png');
    await store.actions.segmentCurrent();
    store.actions.updateSettings(imageId, { threshold: 0.8 });
    expect(result()?.isExtracting).toBe(true);
    await eventually(() => expect(result()?.objects.rowCount).toBe(2));
    expect(result()).toMatchObject({ isExtracting: false, settings: { threshold: 0.8 } });
    expect(control.predictions).toHaveLength(1);
  });

  it('joins the steps of a dragged slider into one computation', async () => {
    const { store, control, imageId, result } = await setUp('a.png');
    await store.actions.segmentCurrent();
    const before = control.log.length;
    for (const threshold of [0.6, 0.7, 0.8, 0.9]) {
      store.actions.updateSettings(imageId, { threshold });
    }
    await eventually(() => expect(result()?.objects.rowCount).toBe(1));
    const work = control.log.slice(before).filter((call) => !call.startsWith('readPrediction'));
    expect(work).toEqual([`extractInstances ${imageId}`]);
  });

  it('throws a stale answer away, whatever the order of the answers', async () => {
    const { store, control, imageId, result } = await setUp('a.png');
    await store.actions.segmentCurrent();
    control.extractGate.isClosed = true;
    store.actions.updateSettings(imageId, { threshold: 0.9 });
    await eventually(() => expect(control.extractGate.waiting).toHaveLength(1));
    store.actions.updateSettings(imageId, { threshold: 0.2 });
    await eventually(() => expect(control.extractGate.waiting).toHaveLength(2));
    const seen: number[] = [];
    store.subscribe(() => seen.push(result()?.objects.rowCount ?? -1));
    control.extractGate.release(1);
    await eventually(() => expect(result()?.objects.rowCount).toBe(8));
    control.extractGate.release(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(result()?.objects.rowCount).toBe(8);
    expect(seen).not.toContain(1);
  });

  it('holds for the next run when the image is not segmented yet', async () => {
    const { store, imageId, result } = await setUp('a.png');
    store.actions.updateSettings(imageId, { threshold: 0.7 });
    await store.actions.segmentCurrent();
    expect(result()?.objects.rowCount).toBe(3);
  });

  it('goes back to the settings of the shown objects when the computation fails', async () => {
    const { store, control, imageId, result } = await setUp('a.png');
    await store.actions.segmentCurrent();
    control.failing.add('extractInstances');
    store.actions.updateSettings(imageId, { threshold: 0.9 });
    await eventually(() => expect(store.getState().alerts).toHaveLength(1));
    expect(result()).toMatchObject({ isExtracting: false, settings: { threshold: 0.5 } });
    expect(store.getState().tunedSettings[imageId]?.['nuclei']?.threshold).toBe(0.5);
  });

  it('keeps settings per image and per model', async () => {
    const { store, ids } = await setUp('a.png', 'b.png');
    store.actions.updateSettings(ids[0] ?? '', { threshold: 0.9 });
    store.actions.chooseModel('em-membranes');
    await store.actions.segmentAll();
    const thresholds = ids.map((id) => store.getState().results[id]?.settings.threshold);
    expect(thresholds).toEqual([0.3, 0.3]);
    store.actions.chooseModel('nuclei');
    await store.actions.segmentAll();
    const again = ids.map((id) => store.getState().results[id]?.settings.threshold);
    expect(again).toEqual([0.9, 0.5]);
  });

  it('gives the settings of one image to all of them', async () => {
    const { store, ids, result } = await setUp('a.png', 'b.png');
    await store.actions.segmentAll();
    store.actions.updateSettings(ids[0] ?? '', { threshold: 0.9 });
    store.actions.copySettingsToAll(ids[0] ?? '');
    await eventually(() => expect(result(ids[1])?.objects.rowCount).toBe(1));
    await eventually(() => expect(result(ids[0])?.objects.rowCount).toBe(1));
  });
});
