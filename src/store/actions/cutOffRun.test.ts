import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';
import { fakeBackend } from '#testing/fakeStorage.ts';

/** What the browser keeps from one visit to the next; Node has none of its own. */
beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function visit(backend = fakeBackend()) {
  const { services, control } = fakeServices(backend);
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  return { store, control, backend };
}

/** A visit that ends while the second of three images is segmented. */
async function cutOff() {
  const page = await visit();
  const files = ['a.png', 'b.png', 'c.png'].map((name) => ({ file: fakeFile(name), folder: '' }));
  await page.store.actions.openFiles(files);
  const [first] = page.store.getState().images;
  page.control.predictGate.isClosed = true;
  void page.store.actions.segmentAll();
  for (let tile = 0; tile <= 4; tile++) {
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    page.control.predictGate.release();
  }
  await eventually(() => expect(page.store.getState().results[first?.id ?? '']).toBeDefined());
  await eventually(() => expect(page.store.getState().job?.position).toBe(2));
  await eventually(() => expect(page.store.getState().project.save.kind).toBe('saved'));
  return page;
}

it('the rest of a run that a reload has cut off is offered, once', async () => {
  const { backend } = await cutOff();
  const later = await visit(backend);
  const [notice] = later.store.getState().notices;
  expect(notice).toMatchObject({
    text: 'A segmentation was cut off with 2 images to go.',
    actionLabel: 'Segment the rest',
  });
  await later.store.actions.takeNoticeAction(notice?.id ?? '');
  const [, second, third] = later.store.getState().images;
  expect(later.control.predictions.map(({ imageId }) => imageId)).toEqual([second?.id, third?.id]);
  expect((await visit(backend)).store.getState().notices).toEqual([]);
});

it('a run that ended, or was cancelled, leaves nothing to be offered', async () => {
  const page = await cutOff();
  page.store.actions.cancel();
  page.control.predictGate.isClosed = false;
  for (const _ of page.control.predictGate.waiting) page.control.predictGate.release();
  await eventually(() => expect(localStorage.getItem('cellpane-run')).toBeNull());
});
