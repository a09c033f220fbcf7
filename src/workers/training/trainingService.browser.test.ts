import { describe, expect, it } from 'vitest';
import { parameterCount } from '#domain/model/weights.ts';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import { lossOf, runToEnd } from '#testing/runTraining.ts';
import { annotatedNuclei, TINY_NETWORK, tinyRecipe, tinyTraining } from '#testing/trainingSetup.ts';
import { createTrainingService } from '#workers/training/createTrainingService.ts';
import { TRAINING_SPAWNERS } from '#workers/training/spawnWorkers.ts';
import type { LivePrediction } from '#workers/trainingService.ts';

describe('a training run', () => {
  it('learns: the loss falls, objects are found, and the best weights are the result', async () => {
    const phases: string[] = [];
    const { run, status } = await runToEnd({
      recipe: tinyRecipe({ iterations: 150 }),
      onChange: ({ phase }) => phases.push(phase),
    });
    expect(status).toMatchObject({ phase: 'finished', endedBy: 'iterations', iteration: 150 });
    const losses = lossOf(status).map(([, loss]) => loss);
    expect(losses).toHaveLength(150);
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(losses.slice(-20))).toBeLessThan(0.6 * mean(losses.slice(0, 20)));
    expect(status.best?.iou).toBeGreaterThan(0.6);
    expect(status.best?.f1_50).toBeGreaterThan(0.2);
    expect(new Set(phases)).toEqual(new Set(['starting', 'training', 'validating', 'finished']));

    const best = await run.result('best');
    expect(best.weights).toHaveLength(parameterCount(TINY_NETWORK));
    expect(best.record.bestIteration).toBe(status.best?.iteration);
    expect(best.record.data.map(({ role }) => role)).toEqual([
      'training',
      'training',
      'validation',
    ]);
    expect(best.record.data[0]?.imageSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(best.record.history.loss).toEqual(lossOf(status));
    expect((await run.result('last')).record.bestIteration).toBeNull();
  });

  it('gives the same loss curve for the same seed, another for another, with or without validation', async () => {
    const { status: first } = await runToEnd();
    const { status: second } = await runToEnd({ validationImages: [] });
    const { status: other } = await runToEnd({ recipe: tinyRecipe({ seed: 8 }) });
    expect(lossOf(second)).toEqual(lossOf(first));
    expect(lossOf(other)).not.toEqual(lossOf(first));
    expect(second.best).toBeNull();
    expect(second.history.validation).toEqual([]);
  });

  it('trains on WebGPU as on WebAssembly', async () => {
    const service = createTrainingService({ backend: 'webgpu' });
    const { status: gpu } = await runToEnd({ validationImages: [] }, service);
    const { status: wasm } = await runToEnd({ validationImages: [] });
    expect(gpu.plan.backend).toBe('webgpu');
    const losses = lossOf(gpu);
    expect(losses).toHaveLength(20);
    for (const [index, [iteration, loss]] of lossOf(wasm).entries()) {
      expect(losses[index]?.[0]).toBe(iteration);
      expect(Math.abs((losses[index]?.[1] ?? 0) - loss)).toBeLessThan(1e-3 * loss);
    }
  }, 180_000);

  it('goes on from a checkpoint as if it had never ended', async () => {
    const checkpoints: TrainingCheckpoint[] = [];
    const { status: whole } = await runToEnd({
      onCheckpoint: (checkpoint) => {
        checkpoints.push(checkpoint);
      },
    });
    const middle = checkpoints.find(({ iteration }) => iteration > 0 && iteration < 20);
    expect(middle).toBeDefined();
    const { run, status } = await runToEnd({ checkpoint: middle ?? null });
    expect(lossOf(status)).toEqual(lossOf(whole));
    const { run: again } = await runToEnd();
    expect((await run.result('last')).weights).toEqual((await again.result('last')).weights);
  });

  it('stands still when paused, and goes on as if it had not', async () => {
    const { status: whole } = await runToEnd();
    const run = await createTrainingService({ backend: 'wasm' }).start(tinyTraining());
    await run.pause();
    const paused = await run.result('last');
    expect(paused.record.iterations).toBeLessThan(20);
    run.resume();
    const status = await run.finished;
    expect(lossOf(status)).toEqual(lossOf(whole));
  });

  it('ends when told, with the weights so far, and lets the next one start', async () => {
    const service = createTrainingService({ backend: 'wasm' });
    const endless = tinyTraining({ recipe: tinyRecipe({ iterations: 100_000 }) });
    const run = await service.start(endless);
    await expect(service.start(endless)).rejects.toMatchObject({ code: 'invalid-argument' });
    await run.stop();
    const status = await run.finished;
    expect(status).toMatchObject({ phase: 'finished', endedBy: 'user' });
    expect((await run.result('best')).weights).toHaveLength(parameterCount(TINY_NETWORK));
    const { status: next } = await runToEnd({}, service);
    expect(next.endedBy).toBe('iterations');
  });

  it('ends when the time is up', async () => {
    const { status } = await runToEnd({
      recipe: tinyRecipe({ iterations: 100_000 }),
      maxSeconds: 1,
    });
    expect(status).toMatchObject({ phase: 'finished', endedBy: 'time' });
    expect(status.history.validation.at(-1)?.iteration).toBe(status.iteration);
  });

  it('counts what is prepared before the first step as part of the time limit', async () => {
    const service = createTrainingService({
      backend: 'wasm',
      spawners: {
        ...TRAINING_SPAWNERS,
        sampling: () => {
          const handle = TRAINING_SPAWNERS.sampling();
          const prepare: typeof handle.client.prepare = async (request, options) => {
            await new Promise((resolve) => setTimeout(resolve, 2500));
            return handle.client.prepare(request, options);
          };
          return { ...handle, client: { ...handle.client, prepare } };
        },
      },
    });
    const { run, status } = await runToEnd(
      { recipe: tinyRecipe({ iterations: 100_000 }), maxSeconds: 4 },
      service,
    );
    expect(status.endedBy).toBe('time');
    expect((await run.result('last')).record.seconds).toBeLessThan(4);
  });

  it('takes back the wish for a pause, and nobody waits for it', async () => {
    const run = await createTrainingService({ backend: 'wasm' }).start(
      tinyTraining({ recipe: tinyRecipe({ iterations: 100_000 }) }),
    );
    const paused = run.pause();
    run.resume();
    await paused;
    await run.pause();
    run.resume();
    await run.pause();
    const { iterations } = (await run.result('last')).record;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await run.result('last')).record.iterations).toBe(iterations);
    await run.stop();
  });

  it('ends early when validations stop getting better', async () => {
    const { status } = await runToEnd({
      recipe: tinyRecipe({ iterations: 3000, patience: 2, learningRate: 1e-9 }),
    });
    expect(status.endedBy).toBe('early-stop');
  });

  it('shows the prediction of a validation image while it learns', async () => {
    const run = await createTrainingService({ backend: 'wasm' }).start(
      tinyTraining({ recipe: tinyRecipe({ iterations: 100_000 }) }),
    );
    const shown = await new Promise<LivePrediction>((resolve) =>
      run.watch('nuclei-3', (prediction) => {
        if (prediction.iteration > 0) resolve(prediction);
      }),
    );
    await run.stop();
    expect(shown).toMatchObject({ imageId: 'nuclei-3', width: 128, height: 128 });
    expect(Math.max(...shown.grey)).toBe(255);
    expect(new Set(shown.probability).size).toBeGreaterThan(1);
  });

  it('validates on a region when there is one image, and tells so in the record', async () => {
    const { run, status } = await runToEnd({
      images: [annotatedNuclei(1, 256)],
      validationImages: null,
    });
    expect(status.history.validation.length).toBeGreaterThan(0);
    const { record } = await run.result('best');
    expect(record.data.map(({ role }) => role)).toEqual(['training and validation']);
  });

  it('says what to do when nothing is annotated', async () => {
    const image = annotatedNuclei(1);
    image.annotation.data.fill(0);
    const starting = createTrainingService({ backend: 'wasm' }).start(
      tinyTraining({ images: [image] }),
    );
    await expect(starting).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});
