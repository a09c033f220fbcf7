import { describe, expect, it } from 'vitest';
import { presetRecipe } from '#domain/training/recipes.ts';
import { createAppStore } from '#store/appStore.ts';
import { roleInRun, selectTrainingSplit } from '#store/selectors/trainingData.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

async function setUp(...names: string[]) {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles(names.map((name) => ({ file: fakeFile(name), folder: '' })));
  for (const { id } of store.getState().images) await store.actions.paintRestAsBackground(id);
  const setup = () => store.getState().training.setup;
  const split = () => selectTrainingSplit(store.getState());
  const ids = store.getState().images.map(({ id }) => id);
  return { store, control, setup, split, ids };
}

describe('the recipe', () => {
  it('follows the start as long as it is a preset, and keeps the seed', async () => {
    const { store, setup } = await setUp();
    store.actions.changeRecipe({ seed: 42 });
    store.actions.chooseStart('scratch');
    expect(setup()).toMatchObject({ presetId: 'from-scratch', recipe: { seed: 42 } });
    store.actions.changeRecipe({ learningRate: 0.02 });
    store.actions.chooseStart('model');
    expect(setup()).toMatchObject({ presetId: null, recipe: { learningRate: 0.02 } });
    store.actions.choosePreset('paper-2015');
    expect(setup().recipe).toEqual({ ...presetRecipe('paper-2015'), seed: 42 });
  });

  it('takes the scale of the model that is fine-tuned, and gives it up with the model', async () => {
    const { store, setup } = await setUp();
    const [first, ...others] = store.getState().models;
    if (!first) throw new Error('no model');
    store.setState({ models: [first, { ...first, id: 'halved', scale: 0.5 }, ...others] });
    store.actions.chooseModel('halved');
    expect(setup().recipe.scale).toBe(0.5);
    store.actions.choosePreset('plugin-2019');
    expect(setup().recipe.scale).toBe(0.5);
    store.actions.chooseModel(first.id);
    expect(setup().recipe.scale).toBe(1);
    store.actions.chooseStart('scratch');
    store.actions.chooseModel('halved');
    expect(setup().recipe.scale).toBe(1);
    expect(store.getState().runOptions.scale).toBe(0.5);
  });

  it('comes back from its file as it was', async () => {
    const { store, control, setup } = await setUp();
    store.actions.changeRecipe({ learningRate: 0.005, patience: 3 });
    const { recipe } = setup();
    store.actions.saveRecipe();
    store.actions.choosePreset('plugin-2019');
    const file = control.saved[0];
    await store.actions.loadRecipe(new File([file?.bytes.slice() ?? ''], 'recipe.json'));
    expect(setup()).toMatchObject({ recipe, presetId: null });
  });

  it('stays as it is when a file holds none', async () => {
    const { store, setup } = await setUp();
    const before = setup();
    await store.actions.loadRecipe(new File(['{"seed": "many"}'], 'bad.json'));
    expect(setup()).toEqual(before);
    expect(store.getState().alerts[0]).toMatchObject({
      code: 'invalid-argument',
      title: 'bad.json could not be used as a recipe',
    });
    expect(store.getState().alerts[0]?.message).toContain('seed');
  });
});

describe('the split', () => {
  it('is drawn by the seed', async () => {
    const { store, split } = await setUp('a.png', 'b.png', 'c.png', 'd.png', 'e.png');
    const drawn = () =>
      split()
        .validation?.map(({ name }) => name)
        .join();
    const first = drawn();
    expect(split().training).toHaveLength(4);
    expect(drawn()).toBe(first);
    const others = Array.from({ length: 20 }, (_, seed) => {
      store.actions.changeRecipe({ seed });
      return drawn();
    });
    expect(new Set(others).size).toBeGreaterThan(2);
  });

  it('judges by images with objects, and trains on those of background alone', async () => {
    const { store, split, ids } = await setUp('a.png', 'b.png', 'c.png');
    const paintObject = (id: string) =>
      store.setState(({ annotations }) => {
        const annotation = annotations[id];
        if (!annotation) throw new Error('not annotated');
        const state = { ...annotation.state, objectCount: 2 };
        return { annotations: { ...annotations, [id]: { ...annotation, state } } };
      });
    paintObject(ids[1] ?? '');
    for (let seed = 0; seed < 8; seed++) {
      store.actions.changeRecipe({ seed });
      expect(split().validation).toBeNull();
      expect(ids.map((id) => roleInRun(split(), id))).toEqual(['training', 'both', 'training']);
    }
    paintObject(ids[2] ?? '');
    for (let seed = 0; seed < 8; seed++) {
      store.actions.changeRecipe({ seed });
      expect(split().validation).toHaveLength(1);
      expect(roleInRun(split(), ids[0] ?? '')).toBe('training');
    }
  });

  it('does what the roles say', async () => {
    const { store, split, ids } = await setUp('a.png', 'b.png', 'c.png', 'd.png');
    store.actions.setImageRole(ids[0] ?? '', 'validation');
    store.actions.setImageRole(ids[1] ?? '', 'unused');
    expect(split().validation?.map(({ name }) => name)).toEqual(['a.png']);
    expect(split().training.map(({ name }) => name)).toEqual(['c.png', 'd.png']);
    expect(ids.map((id) => roleInRun(split(), id))).toEqual([
      'validation',
      'unused',
      'training',
      'training',
    ]);
  });

  it('never validates on an image that is set to train', async () => {
    const { store, split, ids } = await setUp('a.png', 'b.png');
    store.actions.setImageRole(ids[1] ?? '', 'training');
    for (let seed = 0; seed < 10; seed++) {
      store.actions.changeRecipe({ seed });
      expect(split().validation?.map(({ name }) => name)).toEqual(['a.png']);
    }
  });

  it('keeps nothing apart with a share of 0', async () => {
    const { store, split } = await setUp('a.png', 'b.png');
    store.actions.changeRecipe({ validationShare: 0 });
    expect(split()).toMatchObject({ validation: [] });
    expect(split().training).toHaveLength(2);
  });

  it('says what is missing', async () => {
    const { split: empty } = await setUp();
    expect(empty().problem).toMatch(/Nothing is annotated/);
    const { store, split, ids } = await setUp('a.png');
    store.actions.setImageRole(ids[0] ?? '', 'validation');
    expect(split().problem).toMatch(/No annotated image is left to train on/);
  });
});

describe('updatePlan', () => {
  it('asks once for many changes, with the latest recipe', async () => {
    const { store, control } = await setUp('a.png');
    const asked = [1, 2, 3].map((batchSize) => {
      store.actions.changeRecipe({ batchSize });
      return store.actions.updatePlan();
    });
    await Promise.all(asked);
    expect(control.training.plans).toHaveLength(1);
    expect(control.training.plans[0]?.recipe.batchSize).toBe(3);
    expect(store.getState().training.plan).toMatchObject({
      isWorking: false,
      plan: { backend: 'wasm' },
      problem: '',
    });
  });
});

describe('previews', () => {
  it('draws twelve samples and the weight map, and ends the worker each time', async () => {
    const { store, control, ids } = await setUp('a.png');
    const id = ids[0] ?? '';
    expect(await store.actions.previewAugmentation(id)).toHaveLength(12);
    expect(await store.actions.previewWeightMap(id)).toMatchObject({ width: 8, height: 4 });
    const calls = control.log.filter((entry) => entry.endsWith('sampling'));
    expect(calls).toEqual(['start sampling', 'end sampling', 'start sampling', 'end sampling']);
  });

  it('shows a failure and ends the worker', async () => {
    const { store, control, ids } = await setUp('a.png');
    control.failing.add('weightMap');
    expect(await store.actions.previewWeightMap(ids[0] ?? '')).toBeNull();
    expect(store.getState().alerts[0]?.title).toBe('The weight map could not be drawn');
    expect(control.log.at(-1)).toBe('end sampling');
  });
});
