import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parameterCount } from '#domain/model/weights.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { createRandom } from '#lib/random.ts';
import { spawnEngineWorker } from '#workers/engineWorkers.ts';
import type { BeginTraining } from '#workers/trainingEngineApi.ts';

const network = { depth: 2, baseFeatures: 4, inputChannels: 1, classCount: 2 };
const inputEdgePx = 60;
const outputEdgePx = outputEdge(inputEdgePx, network.depth);
const begin: BeginTraining = {
  network,
  state: null,
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  seed: 3,
  clipNorm: 1,
  dropout: 0,
  freezeContracting: false,
};

/** Bright squares to be found on a dark ground. */
function squares() {
  const random = createRandom(1);
  const input = Float32Array.from({ length: inputEdgePx ** 2 }, () => random.normal(0, 0.1));
  const target = new Uint8Array(outputEdgePx ** 2);
  const haloPx = (inputEdgePx - outputEdgePx) / 2;
  for (let y = 2; y < outputEdgePx - 2; y++) {
    for (let x = 2; x < 8; x++) {
      target[y * outputEdgePx + x] = 1;
      input[(y + haloPx) * inputEdgePx + x + haloPx] = 1;
    }
  }
  const weights = new Float32Array(outputEdgePx ** 2).fill(1);
  return { batchSize: 1, inputEdgePx, outputEdgePx, inputChannels: 1, input, target, weights };
}

describe('training in an engine worker', () => {
  const { client, terminate } = spawnEngineWorker();

  beforeAll(async () => {
    await client.start({ backend: 'wasm' });
  });
  afterAll(() => terminate());

  it('refuses a step before training has begun', async () => {
    const step = client.trainStep({ sample: squares(), learningRate: 0.01, iteration: 0 });
    await expect(step).rejects.toMatchObject({ code: 'not-found' });
  });

  it('learns to find bright squares, and goes on from what it saved', async () => {
    expect(await client.beginTraining(begin)).toEqual({ parameterCount: parameterCount(network) });
    const sample = squares();
    const losses: number[] = [];
    for (let iteration = 0; iteration < 40; iteration++) {
      const report = await client.trainStep({ sample, learningRate: 0.01, iteration });
      expect(report.isApplied).toBe(true);
      expect(report.ms).toBeGreaterThan(0);
      losses.push(report.loss);
    }
    expect(losses.at(-1)).toBeLessThan(0.2 * (losses[0] as number));

    const state = await client.readTraining({});
    expect(state.optimizer.steps).toBe(40);
    const next = await client.trainStep({ sample, learningRate: 0.01, iteration: 40 });
    await client.beginTraining({ ...begin, state });
    const again = await client.trainStep({ sample, learningRate: 0.01, iteration: 40 });
    expect(again.loss).toBe(next.loss);

    const tile = { pixels: sample.input, width: inputEdgePx, height: inputEdgePx };
    const { probability } = await client.predictTraining(tile);
    const right = sample.target.filter((label, i) => {
      return label === ((probability[i] as number) > 0.5 ? 1 : 0);
    });
    expect(right.length / sample.target.length).toBeGreaterThan(0.97);
    await client.endTraining({});
    await expect(client.readTraining({})).rejects.toMatchObject({ code: 'not-found' });
  });
});
