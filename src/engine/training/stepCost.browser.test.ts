import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { trainingCost } from '#domain/unet/trainingCost.ts';
import { startBackend } from '#engine/backend.ts';
import { randomSample } from '#engine/testing/randomSample.ts';
import { tapeStep, withShortestWeightGradient } from '#engine/testing/tapeStep.ts';
import { computeGradients } from '#engine/training/computeGradients.ts';
import { heInitialization } from '#engine/training/heInitialization.ts';
import { TrainingSession } from '#engine/training/trainingSession.ts';
import { readTensors, uploadTensors } from '#engine/training/weightTensors.ts';

const spec = { depth: 4, baseFeatures: 8, inputChannels: 1, classCount: 2 };

function beginSession(network: UnetSpec) {
  return new TrainingSession({
    network,
    state: null,
    optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    seed: 1,
    clipNorm: null,
    dropout: 0,
    freezeContracting: false,
  });
}

/** A step by tfjs's own gradients; a class where the sample holds none, since tfjs needs one. */
async function runTape(network: UnetSpec, sample: TrainingSample) {
  const tensors = uploadTensors(network, heInitialization(network, 1));
  const variables = Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, tf.variable(tensor)]),
  );
  const target = sample.target.map((value) => (value === 255 ? 0 : value));
  const started = performance.now();
  const { loss, gradients } = tapeStep(network, variables, { ...sample, target });
  const [value = Number.NaN] = await loss.data();
  const ms = performance.now() - started;
  const names = Object.keys(tensors);
  const byName = Object.fromEntries(
    names.map((name) => [name, gradients[variables[name]?.name ?? ''] as tf.Tensor]),
  );
  const numbers = await readTensors(network, byName);
  tf.dispose([loss, gradients, tensors]);
  tf.disposeVariables();
  return { loss: value, gradients: numbers, ms };
}

/** Most bytes in tensors at any moment of `body`, beyond those before it. */
async function peakBytes(body: () => Promise<unknown>): Promise<number> {
  const engine = tf.engine();
  const track = engine.trackTensor;
  const before = engine.memory().numBytes;
  let peak = before;
  engine.trackTensor = (tensor, backend) => {
    track.call(engine, tensor, backend);
    peak = Math.max(peak, engine.memory().numBytes);
  };
  try {
    await body();
  } finally {
    engine.trackTensor = track;
  }
  return peak - before;
}

describe('a training step on WASM', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it('has the gradients of tfjs’s own tape on the CPU', async () => {
    const small = { depth: 2, baseFeatures: 4, inputChannels: 2, classCount: 3 };
    const sample = randomSample(small, 60, { batchSize: 2 });
    await startBackend('cpu');
    const expected = await runTape(small, sample);
    await startBackend('wasm');
    const weights = uploadTensors(small, heInitialization(small, 1));
    const dropout = { share: 0, seed: 1, iteration: 0 };
    const request = { spec: small, sample, dropout, freezeContracting: false };
    const computed = computeGradients(weights, request);
    const actual = await readTensors(small, computed.gradients);
    expect((await computed.loss.data())[0]).toBeCloseTo(expected.loss, 5);
    const largest = Math.max(...expected.gradients.map(Math.abs));
    const worst = Math.max(
      ...actual.map((value, i) => Math.abs(value - (expected.gradients[i] as number))),
    );
    expect(worst / largest).toBeLessThan(1e-5);
    tf.dispose([weights, computed.loss, computed.gradients, computed.summary]);
  });

  it('is at least 3 times faster than the tape with the shortest weight gradient', async () => {
    const sample = randomSample(spec, 188);
    const tape = await withShortestWeightGradient(async () => {
      await runTape(spec, sample);
      return Math.min((await runTape(spec, sample)).ms, (await runTape(spec, sample)).ms);
    });
    const session = beginSession(spec);
    const own: number[] = [];
    for (let iteration = 0; iteration < 4; iteration++) {
      const started = performance.now();
      await session.step(sample, { learningRate: 0.001, iteration });
      own.push(performance.now() - started);
    }
    session.dispose();
    expect(tape / Math.min(...own)).toBeGreaterThan(3);
  });

  it('frees maps as it goes back: at most 0.6 of what the tape keeps', async () => {
    const sample = randomSample(spec, 220);
    const tape = await withShortestWeightGradient(() => peakBytes(() => runTape(spec, sample)));
    const own = await peakBytes(async () => {
      const session = beginSession(spec);
      await session.step(sample, { learningRate: 0.001, iteration: 0 });
      session.dispose();
    });
    expect(own / tape).toBeLessThan(0.6);
  });

  it.each([
    { network: spec, edge: 220, batchSize: 1 },
    { network: { ...spec, depth: 2 }, edge: 124, batchSize: 2 },
    { network: { ...spec, depth: 1, baseFeatures: 12 }, edge: 100, batchSize: 1 },
  ])('takes the memory that the plan foresaw: %o', async ({ network, edge, batchSize }) => {
    const sample = randomSample(network, edge, { batchSize });
    const own = await peakBytes(async () => {
      const session = beginSession(network);
      await session.step(sample, { learningRate: 0.001, iteration: 0 });
      session.dispose();
    });
    const planned = trainingCost(network, edge, batchSize).peakBytes;
    expect(own / planned).toBeGreaterThan(0.7);
    expect(own / planned).toBeLessThan(1.1);
  });
});
