import { describe, expect, it } from 'vitest';
import type { BackendName } from '#domain/model/engineInfo.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';
import { AppError } from '#lib/errors.ts';
import { lossOf, runToEnd } from '#testing/runTraining.ts';
import { TINY_NETWORK, tinyRecipe } from '#testing/trainingSetup.ts';
import { createTrainingService } from '#workers/training/createTrainingService.ts';
import { TRAINING_SPAWNERS, type TrainerApi } from '#workers/training/spawnWorkers.ts';
import type { StepReport } from '#workers/trainingEngineApi.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

type StepRequest = Parameters<TrainerApi['trainStep']>[0];

/**
 * A service whose engine's steps pass through `onStep`, which may fail or change them; so may the
 * `onBegin` of each engine, counted from 1.
 */
function serviceWith(
  onStep: (
    request: StepRequest,
    step: () => Promise<StepReport>,
    handle: WorkerHandle<TrainerApi>,
  ) => Promise<StepReport>,
  backend: BackendName = 'wasm',
  onBegin: (engineCount: number) => void = () => undefined,
) {
  const state = { engines: 0 };
  const service = createTrainingService({
    backend,
    spawners: {
      ...TRAINING_SPAWNERS,
      engine: () => {
        state.engines++;
        const handle = TRAINING_SPAWNERS.engine();
        const client: typeof handle.client = {
          ...handle.client,
          beginTraining: async (request, options) => {
            onBegin(state.engines);
            return handle.client.beginTraining(request, options);
          },
          trainStep: (request, options) =>
            onStep(request, () => handle.client.trainStep(request, options), handle),
        };
        return { ...handle, client };
      },
    },
  });
  return { service, state };
}

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

  it('says that the loss was no number also where the weights before it cannot be judged', async () => {
    const { run, status } = await runToEnd({
      recipe: tinyRecipe({ learningRate: 1e30, warmupIterations: 0, clipNorm: null }),
    });
    expect(status).toMatchObject({ phase: 'finished', endedBy: 'not-finite', error: null });
    expect((await run.result('best')).weights).toHaveLength(parameterCount(TINY_NETWORK));
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

  it('goes on as well when fresh workers fail while they get the weights', async () => {
    const { status: whole } = await runToEnd();
    let isLost = false;
    const { service, state } = serviceWith(
      async ({ iteration }, step) => {
        if (iteration === 8 && !isLost) {
          isLost = true;
          throw new AppError('device-lost', 'as the test said');
        }
        return step();
      },
      'wasm',
      (engineCount) => {
        if (engineCount === 2 || engineCount === 3) {
          throw new AppError('device-lost', 'as the test said');
        }
      },
    );
    const { status } = await runToEnd({}, service);
    expect(state.engines).toBe(4);
    expect(status).toMatchObject({ endedBy: 'iterations', error: null });
    expect(lossOf(status)).toEqual(lossOf(whole));
  });

  it('gives up with the reason when every step fails', async () => {
    const { service } = serviceWith(async () => {
      throw new AppError('wrong-result', 'as the test said');
    });
    const { status } = await runToEnd({}, service);
    expect(status).toMatchObject({ phase: 'failed', endedBy: 'error' });
    expect(status.error?.code).toBe('wrong-result');
  });

  it('hands over to WebAssembly when the graphics card fails again and again, and says so', async () => {
    let failures = 0;
    const { service, state } = serviceWith(async ({ iteration }, step) => {
      if (iteration === 0 && failures < 3) {
        failures++;
        throw new AppError('device-lost', 'as the test said');
      }
      return step();
    }, 'webgpu');
    const { status } = await runToEnd({ recipe: tinyRecipe({ iterations: 10 }) }, service);
    expect(state.engines).toBe(4);
    expect(status).toMatchObject({ endedBy: 'iterations', iteration: 10 });
    expect(status.plan.backend).toBe('wasm');
    expect(status.notes.join()).toMatch(/started on it again.*WebAssembly took over/);
  }, 180_000);
});
