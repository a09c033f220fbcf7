import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { AppError } from '#lib/errors.ts';
import { chooseBackends } from '#workers/chooseBackend.ts';
import type { Client } from '#workers/contract.ts';
import { EnginePool, type EnginePoolOptions } from '#workers/enginePool.ts';
import type { EngineStatus, PredictRequest } from '#workers/engineService.ts';
import { spawnEngineWorker } from '#workers/engineWorkers.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import { startImageService } from '#workers/imageService.ts';
import { modelAt } from '#workers/modelSource.ts';
import { predictImage } from '#workers/predictImage.ts';

const WIDTH = 300;
const HEIGHT = 220;
const imageId = 'sample';
const findModel = (id: string) => modelAt(new URL(`/models/${id}/model.json`, location.href).href);

let image: Client<ImageApi>;
const pools: EnginePool[] = [];

function newPool(options: Partial<EnginePoolOptions> = {}): EnginePool {
  const pool = new EnginePool({
    choice: 'wasm',
    tileEdge: null,
    maxWorkers: 1,
    spawn: spawnEngineWorker,
    ...options,
  });
  pools.push(pool);
  return pool;
}

const request = (change: Partial<PredictRequest> = {}): PredictRequest => ({
  imageId,
  modelId: 'nuclei',
  input: {
    channels: [0],
    invert: false,
    normalization: { kind: 'percentile', lowPercent: 0.1, highPercent: 99.9, outputRange: [-1, 1] },
    scale: 1,
  },
  region: null,
  averageSymmetries: false,
  signal: new AbortController().signal,
  onProgress: () => {},
  onTile: () => {},
  ...change,
});

async function probabilities(): Promise<Uint8Array> {
  const layer = { kind: 'probability' } as const;
  const address = { level: 0, column: 0, row: 0 };
  const { data } = await image.readTile({ imageId, layer, address });
  return data as Uint8Array;
}

/** Largest difference in 1/255. */
function largestDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((largest, level, i) => Math.max(largest, Math.abs(level - (b[i] as number))), 0);
}

beforeAll(async () => {
  image = startImageService();
  const sample = simulateNuclei({ width: WIDTH, height: HEIGHT, seed: 3 });
  await image.addImage({ imageId, image: sample.image });
});

afterAll(async () => {
  for (const pool of pools) for (const handle of (await pool.workers()).handles) handle.terminate();
});

describe('segmenting an image with the engine’s workers', () => {
  it('gives the same map with one worker and one tile as with two workers and many', async () => {
    const one = await predictImage({ pool: newPool(), image, findModel }, request());
    expect(one).toMatchObject({ backend: 'wasm', tileCount: 1 });
    const whole = await probabilities();
    expect(Math.max(...whole)).toBeGreaterThan(240);
    expect(Math.min(...whole)).toBeLessThan(5);

    const pool = newPool({ tileEdge: 236, maxWorkers: 2 });
    const tiles: number[] = [];
    const many = await predictImage(
      { pool, image, findModel },
      request({ onProgress: ({ tilesDone }) => tiles.push(tilesDone) }),
    );
    expect(many.tileCount).toBeGreaterThan(20);
    expect(tiles.at(-1)).toBe(many.tileCount);
    expect(largestDifference(whole, await probabilities())).toBeLessThanOrEqual(1);
  });

  it('goes on with fresh workers when one dies in the middle, with the same map', async () => {
    const before = await probabilities();
    const pool = newPool({ tileEdge: 252 });
    const states: EngineStatus['state'][] = [];
    pool.subscribe(({ state }) => states.push(state));
    let isKilled = false;
    const report = await predictImage(
      { pool, image, findModel },
      request({
        onTile: () => {
          if (isKilled) return;
          isKilled = true;
          void pool.workers().then(({ handles }) => {
            handles[0]?.terminate(new AppError('worker-died', 'killed by the test'));
          });
        },
      }),
    );
    expect(isKilled).toBe(true);
    expect(states.filter((state) => state === 'ready')).toHaveLength(2);
    expect(report.tileCount).toBeGreaterThan(2);
    expect(largestDifference(before, await probabilities())).toBeLessThanOrEqual(1);
  });

  it('answers a cancel long before the running tile ends, and keeps the earlier map', async () => {
    const before = await probabilities();
    const pool = newPool();
    const startMs = performance.now();
    await predictImage({ pool, image, findModel }, request());
    const wholeMs = performance.now() - startMs;

    const controller = new AbortController();
    let abortedMs = 0;
    const cancelled = predictImage(
      { pool, image, findModel },
      request({
        signal: controller.signal,
        onProgress: ({ phase }) => {
          if (phase !== 'predicting') return;
          setTimeout(() => {
            abortedMs = performance.now();
            controller.abort();
          }, 5);
        },
      }),
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - abortedMs).toBeLessThan(wholeMs / 2);
    expect(largestDifference(before, await probabilities())).toBe(0);
  });

  it('fails with `not-found` when the image is closed or the model does not exist', async () => {
    const pool = newPool();
    const closed = predictImage({ pool, image, findModel }, request({ imageId: 'closed' }));
    await expect(closed).rejects.toMatchObject({ code: 'not-found' });
    const noModel = predictImage({ pool, image, findModel }, request({ modelId: 'no-such-model' }));
    // The development server answers a missing file with the start page, a static host with 404.
    const failure = await noModel.catch((error: unknown) => error);
    expect((failure as AppError).code).toMatch(/^(not-found|bad-model)$/);
  });
});

describe('choosing a backend', () => {
  it('counts a software rasteriser as no GPU and says so in words', async () => {
    const candidates = await chooseBackends('auto');
    const adapter = await navigator.gpu?.requestAdapter();
    if (adapter?.info.isFallbackAdapter) {
      expect(candidates.map(({ backend }) => backend)).toEqual(['wasm', 'cpu']);
      expect(candidates[0]?.fallbackReason).toMatch(/software/);
    } else {
      expect(candidates[0]?.backend).toMatch(/^webg/);
    }
  });

  it('obeys a forced backend', async () => {
    expect(await chooseBackends('webgl')).toEqual([{ backend: 'webgl', fallbackReason: '' }]);
  });
});
