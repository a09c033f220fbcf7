import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { BackendName } from '#domain/model/engineInfo.ts';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { weightShapes } from '#domain/model/weights.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';
import { startBackend } from '#engine/backend.ts';
import { randomSample } from '#engine/testing/randomSample.ts';
import { computeGradients } from '#engine/training/computeGradients.ts';
import { heInitialization } from '#engine/training/heInitialization.ts';
import { TrainingSession } from '#engine/training/trainingSession.ts';
import { readTensors, uploadTensors } from '#engine/training/weightTensors.ts';
import { createRandom } from '#lib/random.ts';

const networks: readonly { name: string; spec: UnetSpec; wantedEdge: number; batchSize: number }[] =
  [
    {
      name: 'depth 1, 4 features, 3 classes, 2 channels, 2 samples',
      spec: { depth: 1, baseFeatures: 4, inputChannels: 2, classCount: 3 },
      wantedEdge: 9,
      batchSize: 2,
    },
    {
      name: 'depth 2, 4 features',
      spec: { depth: 2, baseFeatures: 4, inputChannels: 1, classCount: 2 },
      wantedEdge: 20,
      batchSize: 1,
    },
    {
      name: 'depth 1, 5 features, which fill no vector',
      spec: { depth: 1, baseFeatures: 5, inputChannels: 3, classCount: 2 },
      wantedEdge: 7,
      batchSize: 1,
    },
  ];

/** Weights by He with small random biases, so that no bias gradient hides behind a 0. */
function someWeights(spec: UnetSpec): Float32Array {
  const random = createRandom(5);
  return heInitialization(spec, 1).map((value) => value || random.normal(0, 0.1));
}

async function gradientsOn(backend: BackendName, spec: UnetSpec, sample: TrainingSample) {
  await startBackend(backend);
  const weights = uploadTensors(spec, someWeights(spec));
  const dropout = { share: 0.5, seed: 1, iteration: 3 };
  const computed = computeGradients(weights, { spec, sample, dropout, freezeContracting: false });
  const gradients = await readTensors(spec, computed.gradients);
  const [loss = Number.NaN] = await computed.summary.data();
  tf.dispose([weights, computed.loss, computed.gradients, computed.summary]);
  return { gradients, loss };
}

describe.each(networks)('gradients of $name', ({ spec, wantedEdge, batchSize }) => {
  const sample = randomSample(spec, inputEdgeFor(wantedEdge, spec.depth), { batchSize });

  it.each(['wasm', 'webgpu'] as const)('on %s equal the CPU’s within 1e-5', async (backend) => {
    const expected = await gradientsOn('cpu', spec, sample);
    const actual = await gradientsOn(backend, spec, sample);
    expect(Math.abs(actual.loss - expected.loss) / expected.loss).toBeLessThan(1e-5);
    for (const { name, offset, length } of weightShapes(spec)) {
      let largest = 0;
      let difference = 0;
      for (let i = offset; i < offset + length; i++) {
        const value = expected.gradients[i] as number;
        largest = Math.max(largest, Math.abs(value));
        difference = Math.max(difference, Math.abs(value - (actual.gradients[i] as number)));
      }
      expect(difference / largest, name).toBeLessThan(1e-5);
    }
  });
});

describe('the gradient on the CPU', () => {
  const spec = { depth: 1, baseFeatures: 3, inputChannels: 2, classCount: 3 };
  const sample = randomSample(spec, inputEdgeFor(6, 1), { batchSize: 2 });
  const values = someWeights(spec);

  async function lossOf(weights: Float32Array) {
    const tensors = uploadTensors(spec, weights);
    const dropout = { share: 0, seed: 1, iteration: 0 };
    const request = { spec, sample, dropout, freezeContracting: false };
    const computed = computeGradients(tensors, request);
    const gradients = await readTensors(spec, computed.gradients);
    const [loss = Number.NaN] = await computed.summary.data();
    tf.dispose([tensors, computed.loss, computed.gradients, computed.summary]);
    return { loss, gradients };
  }

  it('is what finite differences give, layer by layer, ignored pixels or not', async () => {
    await startBackend('cpu');
    const { gradients } = await lossOf(values);
    const random = createRandom(9);
    for (const { name, offset, length } of weightShapes(spec)) {
      const gradient = gradients.subarray(offset, offset + length);
      const norm = Math.hypot(...gradient);
      const noise = Array.from(gradient, () => random.normal());
      for (const direction of [gradient, noise]) {
        const scale = 1e-3 / Math.hypot(...direction);
        const moved = (sign: number) =>
          values.map((value, i) => {
            const along = direction[i - offset];
            return along === undefined ? value : value + sign * scale * along;
          });
        const rise = (await lossOf(moved(1))).loss - (await lossOf(moved(-1))).loss;
        const expected = gradient.reduce((sum, g, i) => sum + g * (direction[i] as number), 0);
        const slope = rise / (2 * scale);
        // One ReLU or pool that changes sides between the two shifts the slope by some percent.
        const tolerance = 0.1 * norm * Math.hypot(...direction);
        expect(Math.abs(slope - expected), name).toBeLessThan(tolerance);
      }
    }
  });
});

it.each([1, 2])(
  'takes 40 steps to the same losses on CPU, WASM and WebGPU, depth %i',
  async (depth) => {
    const spec = { depth, baseFeatures: 4, inputChannels: 1, classCount: 2 };
    const edge = inputEdgeFor(8, spec.depth);
    const lossesOn = async (backend: BackendName) => {
      await startBackend(backend);
      const session = new TrainingSession({
        network: spec,
        state: null,
        optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
        seed: 4,
        clipNorm: 1,
        dropout: 0.2,
        freezeContracting: false,
      });
      const losses: number[] = [];
      for (let iteration = 0; iteration < 40; iteration++) {
        const sample = randomSample(spec, edge, { seed: iteration % 4 });
        losses.push((await session.step(sample, { learningRate: 0.01, iteration })).loss);
      }
      session.dispose();
      return losses;
    };
    const expected = await lossesOn('cpu');
    expect(expected.at(-1)).toBeLessThan(0.9 * (expected[3] as number));
    for (const backend of ['wasm', 'webgpu'] as const) {
      const actual = await lossesOn(backend);
      for (const [i, loss] of expected.entries()) {
        expect(Math.abs((actual[i] as number) - loss) / loss).toBeLessThan(1e-4);
      }
    }
  },
);
