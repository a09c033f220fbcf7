import { describe, expect, it } from 'vitest';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import { runToEnd } from '#testing/runTraining.ts';
import { tinyRecipe } from '#testing/trainingSetup.ts';
import { createTrainingService } from '#workers/training/createTrainingService.ts';
import { TRAINING_SPAWNERS } from '#workers/training/spawnWorkers.ts';

/** A service on WebAssembly whose predictions are no numbers from the given step on. */
function serviceWithBadPredictions(fromStep: number) {
  const seen = { steps: 0, engines: 0 };
  const service = createTrainingService({
    backend: 'wasm',
    spawners: {
      ...TRAINING_SPAWNERS,
      engine: () => {
        seen.engines++;
        const handle = TRAINING_SPAWNERS.engine();
        const client: typeof handle.client = {
          ...handle.client,
          trainStep: (request, options) => {
            seen.steps++;
            return handle.client.trainStep(request, options);
          },
          predictTraining: (request, options) => {
            if (seen.steps >= fromStep) request.pixels.fill(Number.NaN);
            return handle.client.predictTraining(request, options);
          },
        };
        return { ...handle, client };
      },
    },
  });
  return { service, seen };
}

describe('a network that runs away', () => {
  it('ends the run at the first validation that is no number, without trying again', async () => {
    const { service, seen } = serviceWithBadPredictions(3);
    const { run, status } = await runToEnd({ recipe: tinyRecipe({ iterations: 60 }) }, service);
    expect(status).toMatchObject({ phase: 'finished', endedBy: 'not-finite', error: null });
    expect(status.notes.join()).toMatch(/predictions were no finite numbers after iteration 5/);
    expect(status.notes.join()).toMatch(/weights it began with.*lower learning rate/);
    expect(seen).toEqual({ steps: 5, engines: 1 });
    expect(status.history.validation).toEqual([]);
    expect((await run.result('last')).weights.every(Number.isFinite)).toBe(true);
  });

  it('gives the last good weights where there are some, bit for bit', async () => {
    const checkpoints: TrainingCheckpoint[] = [];
    const { service, seen } = serviceWithBadPredictions(30);
    const onCheckpoint = (checkpoint: TrainingCheckpoint) => {
      const { weights } = checkpoint.state;
      const state = { ...checkpoint.state, weights: weights.slice() };
      checkpoints.push({ ...checkpoint, state });
    };
    const recipe = tinyRecipe({ iterations: 60 });
    const { run, status } = await runToEnd({ recipe, onCheckpoint }, service);
    expect(status).toMatchObject({ phase: 'finished', endedBy: 'not-finite', error: null });
    expect(seen.engines).toBe(1);
    const last = checkpoints.findLast(({ iteration }) => iteration < 30);
    expect(last?.iteration).toBeGreaterThan(0);
    expect(status.iteration).toBe(last?.iteration);
    expect((await run.result('last')).weights).toEqual(last?.state.weights);
    expect(status.history.validation.every(({ iou }) => Number.isFinite(iou))).toBe(true);
  });

  it.each([
    ['adam', 1e9],
    ['sgd', 1e30],
  ] as const)(
    'stops %s at a learning rate of %f, with finite weights',
    async (kind, learningRate) => {
      const adam = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
      const optimizer = kind === 'adam' ? adam : ({ kind: 'sgd', momentum: 0.9 } as const);
      const { run, status } = await runToEnd({
        recipe: tinyRecipe({ optimizer, learningRate, warmupIterations: 0, clipNorm: null }),
      });
      expect(status).toMatchObject({ phase: 'finished', endedBy: 'not-finite', error: null });
      expect(status.iteration).toBeLessThanOrEqual(3);
      expect(status.notes.join()).toMatch(/no finite number.*lower learning rate/);
      expect((await run.result('last')).weights.every(Number.isFinite)).toBe(true);
    },
  );
});
