import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

async function setUp(...names: string[]) {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles(names.map((name) => ({ file: fakeFile(name), folder: '' })));
  return { store, control, ids: store.getState().images.map(({ id }) => id) };
}

describe('a run that resamples', () => {
  it('asks before a scale that makes more than four times as much of an image', async () => {
    const { store, control } = await setUp('a.png');
    store.actions.setRunOptions({ scale: 2 });
    await store.actions.segmentCurrent();
    expect(control.predictions, 'four times is no more than four').toHaveLength(1);
    store.actions.setRunOptions({ scale: 3 });
    const run = store.actions.segmentCurrent();
    await eventually(() => expect(store.getState().question).not.toBeNull());
    expect(store.getState().question).toMatchObject({
      title: 'Resampling makes this 9 times as much work',
      message: expect.stringContaining('At 3.00× there are about 1 tiles'),
    });
    store.actions.answerQuestion(false);
    await run;
    expect(control.predictions).toHaveLength(1);
  });

  it('resamples each image by its own pixel size where that is asked for', async () => {
    const { store, control, ids } = await setUp('a.png', 'b.png');
    const [first = '', second = ''] = ids;
    const modelUm = 0.65;
    store.setState(({ models }) => ({
      models: models.map((card) => ({ ...card, pixelSizeUm: modelUm })),
    }));
    store.actions.setPixelSize(first, modelUm / 2);
    store.actions.setPixelSize(second, null);
    store.actions.setRunOptions({ scale: 1.25, matchesPixelSize: true });
    await store.actions.segmentAll();
    expect(control.predictions.map(({ input }) => input.scale)).toEqual([0.5, 1.25]);
    await store.actions.undo();
    expect(store.getState().runOptions.matchesPixelSize ?? false).toBe(false);
  });
});
