import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { runMode } from '#store/slices/trainingSlice.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

/** A page with a run that was stopped after five steps. */
async function setUpEnded() {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles([{ file: fakeFile('a.png'), folder: '' }]);
  await store.actions.paintRestAsBackground(store.getState().currentImageId ?? '');
  const train = async () => {
    await store.actions.startTraining();
    const run = control.training.runs.at(-1);
    run?.advance(5);
    await store.actions.stopTraining();
    await eventually(() => expect(runMode(store.getState())).toBe('ended'));
    return run;
  };
  return { services, store, control, train };
}

describe('keepBest', () => {
  it('keeps the weights with their record, chooses the model and ends the offer to resume', async () => {
    const { services, store, train } = await setUpEnded();
    store.actions.changeRecipe({ scale: 2 });
    await train();
    await store.actions.keepBest();
    const { models, chosenModelId, runOptions, training } = store.getState();
    const kept = models.at(-1);
    expect(kept).toMatchObject({ title: 'nuclei, fine-tuned', scale: 2, training: { seed: 1 } });
    expect(chosenModelId).toBe(kept?.id);
    expect(runOptions.scale).toBe(2);
    expect(training.run?.keptAs).toBe(kept?.title);
    const stored = await services.models.read(kept?.id ?? '');
    expect(new Set(stored.weights)).toEqual(new Set([0.25]));
    expect(await services.checkpoints.find()).toBeNull();
  });

  it('counts models that come from one another instead of piling up their titles', async () => {
    const { store, train } = await setUpEnded();
    for (let round = 0; round < 3; round++) {
      await train();
      await store.actions.keepBest();
    }
    expect(store.getState().models.map(({ title }) => title)).toEqual([
      'nuclei',
      'em-membranes',
      'nuclei, fine-tuned',
      'nuclei, fine-tuned (2)',
      'nuclei, fine-tuned (3)',
    ]);
  });

  it('keeps no twin of the model where no step was better than it', async () => {
    const { services, store, control } = await setUpEnded();
    await store.actions.startTraining();
    control.training.runs[0]?.advance(5, 0);
    await store.actions.pauseTraining();
    await store.actions.keepBest();
    expect(await services.models.listKept()).toEqual([]);
    await store.actions.resumeTraining();
    control.training.runs[0]?.advance(6);
    await store.actions.pauseTraining();
    await store.actions.keepBest();
    expect(await services.models.listKept()).toHaveLength(1);
  });

  it('keeps at a pause, once, and again after more steps', async () => {
    const { services, store, control } = await setUpEnded();
    await store.actions.startTraining();
    control.training.runs[0]?.advance(5);
    await store.actions.pauseTraining();
    await store.actions.keepBest();
    await store.actions.keepBest();
    expect(await services.models.listKept()).toHaveLength(1);
    await store.actions.resumeTraining();
    await store.actions.pauseTraining();
    await store.actions.keepBest();
    expect(await services.models.listKept()).toHaveLength(2);
    expect(runMode(store.getState())).toBe('paused');
  });
});

describe('discardRun', () => {
  it('asks before weights are lost', async () => {
    const { services, store, train } = await setUpEnded();
    const run = await train();
    const asked = store.actions.discardRun();
    await eventually(() => expect(store.getState().question?.isDestructive).toBe(true));
    store.actions.answerQuestion(false);
    await asked;
    expect(runMode(store.getState())).toBe('ended');
    const again = store.actions.discardRun();
    await eventually(() => expect(store.getState().question).not.toBeNull());
    store.actions.answerQuestion(true);
    await again;
    expect(runMode(store.getState())).toBe('none');
    expect(run?.isDisposed).toBe(true);
    expect(await services.checkpoints.find()).toBeNull();
  });

  it('asks nothing where all steps are done and there is nothing to keep', async () => {
    const { store, control } = await setUpEnded();
    await store.actions.startTraining();
    control.training.runs[0]?.advance(5, 0);
    control.training.runs[0]?.end('iterations');
    await eventually(() => expect(runMode(store.getState())).toBe('ended'));
    await store.actions.discardRun();
    expect(store.getState().question).toBeNull();
    expect(runMode(store.getState())).toBe('none');
  });

  it('closes a kept run without a question', async () => {
    const { store, train } = await setUpEnded();
    await train();
    await store.actions.keepBest();
    await store.actions.discardRun();
    expect(store.getState().question).toBeNull();
    expect(runMode(store.getState())).toBe('none');
    expect(await store.getState().models).toHaveLength(3);
  });
});

describe('copyMethodsText', () => {
  it('copies the paragraph on the run', async () => {
    const { store, control, train } = await setUpEnded();
    await train();
    await store.actions.copyMethodsText();
    expect(control.copied).toHaveLength(1);
    expect(control.copied[0]).toContain('U-Net');
    expect(store.getState().training.methodsText).toBeNull();
  });

  it('shows it where the clipboard is out of reach', async () => {
    const { store, control, train } = await setUpEnded();
    control.failing.add('copyText');
    await train();
    await store.actions.copyMethodsText();
    expect(store.getState().training.methodsText).toContain('U-Net');
    await store.actions.closeMethodsText();
    expect(store.getState().training.methodsText).toBeNull();
  });
});
