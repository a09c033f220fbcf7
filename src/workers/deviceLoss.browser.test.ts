import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { parameterCount } from '#domain/model/weights.ts';
import type { TrainingState } from '#domain/training/trainingState.ts';
import { createRandom } from '#lib/random.ts';
import {
  breakEngine,
  type EngineFault,
  faultTries,
  spawnBreakableEngine,
} from '#testing/faults/engineFault.ts';
import { lossOf, runToEnd } from '#testing/runTraining.ts';
import { TINY_NETWORK, tinyRecipe } from '#testing/trainingSetup.ts';
import type { Client } from '#workers/contract.ts';
import { EnginePool } from '#workers/enginePool.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import { predictImage } from '#workers/predictImage.ts';
import { createTrainingService } from '#workers/training/createTrainingService.ts';
import { TRAINING_SPAWNERS } from '#workers/training/spawnWorkers.ts';

const EDGE = 100;
const random = createRandom(11);
const anyMs = (mostMs: number) => random.uniform() * mostMs;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const MODEL = {
  key: 'tiny',
  source: async () => {
    const numbers = createRandom(3);
    const values = new Float32Array(parameterCount(TINY_NETWORK));
    for (let i = 0; i < values.length; i++) values[i] = 0.3 * numbers.normal();
    return { kind: 'weights' as const, network: TINY_NETWORK, values };
  },
};

/** Pixels in, probabilities out; knows whether the map was kept. */
function memoryImage() {
  const map = new Float32Array(EDGE * EDGE).fill(-1);
  const state = { isKept: false };
  const client = {
    beginPrediction: async () => ({
      width: EDGE,
      height: EDGE,
      region: { x: 0, y: 0, width: EDGE, height: EDGE },
    }),
    readWindow: async ({ window }: { window: Rectangle }) =>
      Float32Array.from({ length: window.width * window.height }, (_, i) =>
        Math.sin(0.1 * (window.x + (i % window.width)) * (window.y + Math.floor(i / window.width))),
      ),
    writeWindow: async ({
      window,
      probability,
    }: {
      window: Rectangle;
      probability: Float32Array;
    }) => {
      for (let y = 0; y < window.height; y++) {
        const row = probability.subarray(y * window.width, (y + 1) * window.width);
        map.set(row, (window.y + y) * EDGE + window.x);
      }
      return window;
    },
    endPrediction: async ({ keep }: { keep: boolean }) => {
      state.isKept = keep;
      return null;
    },
  } as unknown as Client<ImageApi>;
  return { client, map, state };
}

async function predict(pool: EnginePool, onTile: () => void = () => undefined) {
  const image = memoryImage();
  const context = { pool, image: image.client, findModel: () => MODEL };
  const report = await predictImage(context, {
    imageId: 'image',
    modelId: 'tiny',
    input: {
      channels: [0],
      invert: false,
      normalization: { kind: 'percentile', lowPercent: 0, highPercent: 100, outputRange: [0, 1] },
      scale: 1,
    },
    region: null,
    averageSymmetries: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onTile,
  });
  return { report, ...image };
}

function webgpuPool(): EnginePool {
  return new EnginePool({
    choice: 'webgpu',
    tileEdge: 60,
    maxWorkers: 1,
    spawn: spawnBreakableEngine,
  });
}

describe('a GPU that goes away while an image is segmented', () => {
  let expected: Float32Array;
  let wholeMs = 0;
  let pool = webgpuPool();

  beforeAll(async () => {
    await predict(pool);
    const startMs = performance.now();
    expected = (await predict(pool)).map;
    wholeMs = performance.now() - startMs;
  });
  afterAll(async () => {
    for (const { terminate } of (await pool.workers()).handles) terminate();
  });

  const faults: EngineFault[] = ['lose-device', 'uncaptured-error'];
  const tries = Array.from({ length: faultTries(2) }, (_, i) => [i, faults[i % 2]] as const);

  it.each(tries)('try %i (%s): never a wrong mask, and back to work', async (index, fault) => {
    // A pool gives the GPU up at its third failure.
    if (index % 2 === 0 && index > 0) {
      for (const { terminate } of (await pool.workers()).handles) terminate();
      pool = webgpuPool();
      await predict(pool);
    }
    const timer = setTimeout(() => breakEngine(fault as EngineFault), anyMs(wholeMs));
    const { map, state, report } = await predict(pool);
    clearTimeout(timer);
    expect(state.isKept).toBe(true);
    expect(report.backend).toBe('webgpu');
    expect(map).toEqual(expected);
    // The fault may also have come after the last tile: the next run has to cope with that.
    expect((await predict(pool)).map).toEqual(expected);
  });
});

describe('a GPU that goes away while a network is trained', () => {
  const recipe = tinyRecipe({ iterations: 10, inputEdgePx: 44 });

  it('goes on from the last checkpoint, bit for bit, wherever the device is lost', async () => {
    const whole = await runToEnd(
      { recipe },
      createTrainingService({
        backend: 'webgpu',
        spawners: { ...TRAINING_SPAWNERS, engine: spawnBreakableEngine },
      }),
    );
    const expected = await whole.run.result('last');
    for (let index = 0; index < faultTries(1); index++) {
      const { status, run, restores } = await runWithLoss(random.integer(1, 9));
      expect(status).toMatchObject({ endedBy: 'iterations', iteration: 10 });
      expect(status.plan.backend).toBe('webgpu');
      expect(status.notes.join()).toMatch(/graphics card failed/);
      expect(restores).toEqual([true]);
      expect(lossOf(status)).toEqual(lossOf(whole.status));
      expect((await run.result('last')).weights).toEqual(expected.weights);
    }
  }, 600_000);

  /** Loses the device around the given step; `restores` tells if what was put back is the checkpoint. */
  async function runWithLoss(step: number) {
    const restores: boolean[] = [];
    let checkpoint: TrainingState | null = null;
    let isBroken = false;
    const engine = () => {
      const handle = spawnBreakableEngine();
      const client: typeof handle.client = {
        ...handle.client,
        beginTraining: (request, options) => {
          if (isBroken) restores.push(isSame(request.state, checkpoint));
          return handle.client.beginTraining(request, options);
        },
        trainStep: (request, options) => {
          const report = handle.client.trainStep(request, options);
          if (request.iteration === step && !isBroken) {
            isBroken = true;
            void sleep(anyMs(100)).then(() => breakEngine('lose-device'));
          }
          return report;
        },
      };
      return { ...handle, client };
    };
    const service = createTrainingService({
      backend: 'webgpu',
      spawners: { ...TRAINING_SPAWNERS, engine },
    });
    const onCheckpoint = ({ state }: { readonly state: TrainingState }) => {
      checkpoint = { ...state, weights: state.weights.slice() };
    };
    const { run, status } = await runToEnd({ recipe, onCheckpoint }, service);
    return { run, status, restores };
  }
});

/** Before the first checkpoint a run starts anew from its seed. */
function isSame(
  state: { readonly weights: Float32Array } | null,
  checkpoint: TrainingState | null,
): boolean {
  if (!state || !checkpoint) return state === checkpoint;
  return state.weights.every((weight, i) => Object.is(weight, checkpoint.weights[i]));
}
