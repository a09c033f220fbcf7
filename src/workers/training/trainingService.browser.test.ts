import { describe, expect, it } from 'vitest';
import { parameterCount } from '#domain/model/weights.ts';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';
import { AppError } from '#lib/errors.ts';
import { annotatedNuclei, TINY_NETWORK, tinyRecipe, tinyTraining } from '#testing/trainingSetup.ts';
import { createTrainingService } from '#workers/training/createTrainingService.ts';
import { TRAINING_SPAWNERS, type TrainerApi } from '#workers/training/spawnWorkers.ts';
import type { StepReport } from '#workers/trainingEngineApi.ts';
import type { LivePrediction, StartTraining, TrainingStatus } from '#workers/trainingService.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

type StepRequest = Parameters<TrainerApi['trainStep']>[0];

/** A service whose engine's steps pass through `onStep`, which may fail or change them. */
function serviceWith(
  onStep: (
    request: StepRequest,
    step: () => Promise<StepReport>,
    handle: WorkerHandle<TrainerApi>,
  ) => Promise<StepReport>,
) {
  const state = { engines: 0 };
  const service = createTrainingService({
    backend: 'wasm',
    spawners: {
      ...TRAINING_SPAWNERS,
      engine: () => {
        state.engines++;
        const handle = TRAINING_SPAWNERS.engine();
        const client: typeof handle.client = {
          ...handle.client,
          trainStep: (request, options) =>
            onStep(request, () => handle.client.trainStep(request, options), handle),
        };
        return { ...handle, client };
      },
    },
  });
  return { service, state };
}

const plainService = () => createTrainingService({ backend: 'wasm' });

async function runToEnd(change: Partial<StartTraining> = {}, service = plainService()) {
  const run = await service.start(tinyTraining(change));
  const status = await run.finished;
  return { run, status };
}

const lossOf = ({ history }: Pick<TrainingStatus, 'history'>) => history.loss;

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

  it('goes on from a checkpoint as if it had never ended', async () => {
    const checkpoints: TrainingCheckpoint[] = [];
    const { status: whole } = await runToEnd({
      onCheckpoint: (checkpoint) => checkpoints.push(checkpoint),
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
    const run = await plainService().start(tinyTraining());
    await run.pause();
    const paused = await run.result('last');
    expect(paused.record.iterations).toBeLessThan(20);
    run.resume();
    const status = await run.finished;
    expect(lossOf(status)).toEqual(lossOf(whole));
  });

  it('ends when told, with the weights so far, and lets the next one start', async () => {
    const service = plainService();
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

  it('ends early when validations stop getting better', async () => {
    const { status } = await runToEnd({
      recipe: tinyRecipe({ iterations: 100_000, patience: 2, learningRate: 1e-9 }),
      maxSeconds: 60,
      weights: null,
    });
    expect(status.endedBy).toBe('early-stop');
  });

  it('shows the prediction of a validation image while it learns', async () => {
    const run = await plainService().start(
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
    const starting = plainService().start(tinyTraining({ images: [image] }));
    await expect(starting).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

describe('a training that fails', () => {
  it('stops at a loss that is no number, with the good weights before it, and says so', async () => {
    const { service } = serviceWith(async ({ iteration, sample }, step) => {
      if (iteration === 7) sample.input.fill(Number.NaN);
      return step();
    });
    const { run, status } = await runToEnd({}, service);
    expect(status).toMatchObject({ phase: 'finished', endedBy: 'not-finite', iteration: 7 });
    expect(status.notes.join()).toMatch(/no finite number at iteration 8/);
    expect(status.history.loss.every(([, loss]) => Number.isFinite(loss))).toBe(true);
    const { weights } = await run.result('last');
    expect(weights.every(Number.isFinite)).toBe(true);
    expect(weights.some((weight) => weight !== 0)).toBe(true);
  });

  it('lowers batch, then tile when memory runs out, and goes on from the same iteration', async () => {
    const sizes: [number, number][] = [];
    const { service, state } = serviceWith(async ({ iteration, sample }, step) => {
      sizes.push([sample.inputEdgePx, sample.batchSize]);
      if (iteration >= 3 && (sample.batchSize > 1 || sample.inputEdgePx > 50)) {
        throw new AppError('out-of-memory', 'as the test said');
      }
      return step();
    });
    const { status } = await runToEnd({ recipe: tinyRecipe({ batchSize: 2 }) }, service);
    expect(status).toMatchObject({ endedBy: 'iterations', iteration: 20 });
    expect(status.plan.batchSize).toBe(1);
    expect(status.plan.inputEdgePx).toBeLessThanOrEqual(50);
    expect(status.notes.join()).toMatch(/batch was lowered from 2 to 1.*tile was lowered from 60/);
    expect(lossOf(status).map(([iteration]) => iteration)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(sizes.slice(0, 3)).toEqual([
      [60, 2],
      [60, 2],
      [60, 2],
    ]);
    expect(state.engines).toBe(3);
  });

  it('gives up when not even the smallest tile fits', async () => {
    const edges: number[] = [];
    const { service } = serviceWith(async ({ sample }) => {
      edges.push(sample.inputEdgePx);
      throw new AppError('out-of-memory', 'as the test said');
    });
    const { status } = await runToEnd({}, service);
    expect(status).toMatchObject({ phase: 'failed', endedBy: 'error' });
    expect(status.error?.code).toBe('out-of-memory');
    expect(edges.at(-1)).toBe(inputEdgeFor(1, TINY_NETWORK.depth));
  });

  it('goes on in a fresh worker when one dies, with the same loss curve', async () => {
    const { status: whole } = await runToEnd();
    let isKilled = false;
    const { service, state } = serviceWith(async ({ iteration }, step, handle) => {
      if (iteration === 8 && !isKilled) {
        isKilled = true;
        handle.terminate(new AppError('worker-died', 'killed by the test'));
      }
      return step();
    });
    const { status } = await runToEnd({}, service);
    expect(isKilled).toBe(true);
    expect(state.engines).toBe(2);
    expect(status.endedBy).toBe('iterations');
    expect(lossOf(status)).toEqual(lossOf(whole));
    expect(status.notes.join()).toMatch(/fresh worker.*goes on from iteration \d/);
  });

  it('gives up with the reason when every step fails', async () => {
    const { service } = serviceWith(async () => {
      throw new AppError('wrong-result', 'as the test said');
    });
    const { status } = await runToEnd({}, service);
    expect(status).toMatchObject({ phase: 'failed', endedBy: 'error' });
    expect(status.error?.code).toBe('wrong-result');
  });
});
