import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { weightShapes } from '#domain/model/weights.ts';
import type { OptimizerSettings } from '#domain/training/trainingRecipe.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';
import { startBackend } from '#engine/backend.ts';
import type { WasmAllocator } from '#engine/kernels/wasm/guardAllocation.ts';
import { expectNoLeak } from '#engine/testing/expectNoLeak.ts';
import { randomSample } from '#engine/testing/randomSample.ts';
import { heInitialization } from '#engine/training/heInitialization.ts';
import { type SessionOptions, TrainingSession } from '#engine/training/trainingSession.ts';
import { AppError } from '#lib/errors.ts';

const spec = { depth: 2, baseFeatures: 4, inputChannels: 1, classCount: 2 };
const edge = inputEdgeFor(16, spec.depth);
const sample = randomSample(spec, edge);
const sgd: OptimizerSettings = { kind: 'sgd', momentum: 0.99 };
const adam: OptimizerSettings = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

function begin(options: Partial<SessionOptions> = {}) {
  return new TrainingSession({
    network: spec,
    state: null,
    optimizer: sgd,
    seed: 11,
    clipNorm: null,
    dropout: 0,
    freezeContracting: false,
    ...options,
  });
}

/** Losses of steps `from` … `to` − 1, each on a sample of its own. */
async function losses(session: TrainingSession, from: number, to: number) {
  const values: number[] = [];
  for (let iteration = from; iteration < to; iteration++) {
    const drawn = randomSample(spec, edge, { seed: iteration });
    values.push((await session.step(drawn, { learningRate: 0.01, iteration })).loss);
  }
  return values;
}

/** Weights after one step from the He weights of seed 11, and what the step reported. */
async function oneStep(options: Partial<SessionOptions>, learningRate = 0.01) {
  const session = begin(options);
  const report = await session.step(sample, { learningRate, iteration: 0 });
  const { weights } = await session.read();
  session.dispose();
  return { report, weights };
}

describe.each(['wasm', 'webgpu'] as const)('a training session on %s', (backend) => {
  const before = heInitialization(spec, 11);

  beforeAll(async () => {
    await startBackend(backend);
  });

  it('leaves no tensor behind, whatever is called', async () => {
    await expectNoLeak(async () => {
      const session = begin({ dropout: 0.5, optimizer: adam, clipNorm: 1 });
      await losses(session, 0, 2);
      await session.predict({
        pixels: new Float32Array(sample.input),
        width: edge,
        height: edge,
        averageSymmetries: false,
      });
      const state = await session.read();
      const held = tf.memory().numTensors;
      await losses(session, 2, 4);
      expect(tf.memory().numTensors).toBe(held);
      session.dispose();
      expect(() => begin({ state, optimizer: sgd })).toThrow(/2 numbers per weight, sgd needs 1/);
      return 0;
    });
  });

  it.each([sgd, adam])('goes on from saved state bit for bit: $kind', async (optimizer) => {
    const options = { optimizer, dropout: 0.3, clipNorm: 0.5 };
    const whole = begin(options);
    const uninterrupted = await losses(whole, 0, 6);
    const first = begin(options);
    const start = await losses(first, 0, 3);
    const state = await first.read();
    first.dispose();
    const second = begin({ ...options, state });
    expect([...start, ...(await losses(second, 3, 6))]).toEqual(uninterrupted);
    expect(await second.read()).toEqual(await whole.read());
    expect(state.optimizer.steps).toBe(3);
    whole.dispose();
    second.dispose();
  });

  it('drops other features in another iteration, and the same in the same', async () => {
    const lossAt = async (iteration: number) => {
      const session = begin({ dropout: 0.5 });
      const { loss } = await session.step(sample, { learningRate: 0, iteration });
      session.dispose();
      return loss;
    };
    expect(await lossAt(7)).toBe(await lossAt(7));
    expect(await lossAt(7)).not.toBe(await lossAt(8));
  });

  it('keeps the contracting path when it is frozen, and trains the rest', async () => {
    const { weights } = await oneStep({ freezeContracting: true });
    const free = await oneStep({});
    for (const { name, offset, length } of weightShapes(spec)) {
      const now = weights.subarray(offset, offset + length);
      if (name.startsWith('down')) expect(now).toEqual(before.subarray(offset, offset + length));
      else expect(now, name).toEqual(free.weights.subarray(offset, offset + length));
    }
  });

  it('scales the gradient down to the clipping norm, and reports the norm before', async () => {
    const free = await oneStep({});
    const norm = free.report.gradientNorm;
    const loose = await oneStep({ clipNorm: 2 * norm });
    expect(loose.weights).toEqual(free.weights);
    const clipped = await oneStep({ clipNorm: norm / 4 });
    expect(clipped.report.gradientNorm).toBe(norm);
    const change = (weights: Float32Array) =>
      Math.hypot(...weights.map((value, i) => value - (before[i] as number)));
    expect(change(clipped.weights) / change(free.weights)).toBeCloseTo(1 / 4, 3);
    expect(change(free.weights) / (0.01 * norm)).toBeCloseTo(1, 3);
  });

  it('refuses a step whose input is not finite, and keeps its weights and optimiser', async () => {
    await expectNoLeak(async () => {
      const session = begin();
      await losses(session, 0, 1);
      const state = await session.read();
      const broken = { ...sample, input: sample.input.map((value, i) => (i === 5 ? NaN : value)) };
      const report = await session.step(broken, { learningRate: 0.01, iteration: 1 });
      expect(report.isApplied).toBe(false);
      expect(await session.read()).toEqual(state);
      session.dispose();
      return 0;
    });
  });

  it('names both counts when weights or samples belong to another network', async () => {
    expect(() => begin({ state: { weights: new Float32Array(7), optimizer: null } })).toThrow(
      /7 numbers/,
    );
    const session = begin();
    const small = randomSample(spec, edge - 4);
    await expect(
      session.step({ ...sample, input: small.input }, { learningRate: 1, iteration: 0 }),
    ).rejects.toMatchObject({ code: 'shape-mismatch' });
    session.dispose();
  });

  it('predicts with the weights of now', async () => {
    const session = begin();
    const tile = { pixels: sample.input, width: edge, height: edge, averageSymmetries: false };
    const start = await session.predict(tile);
    expect(start).toHaveLength(sample.target.length);
    await losses(session, 0, 1);
    expect(await session.predict(tile)).not.toEqual(start);
    session.dispose();
  });
});

describe('a step that runs out of memory on WASM', () => {
  it('keeps weights and optimiser, leaves nothing behind, and the next step succeeds', async () => {
    await startBackend('wasm');
    const wasm = (tf.backend() as BackendWasm).wasm as unknown as WasmAllocator;
    const session = begin();
    await losses(session, 0, 1);
    const state = await session.read();
    const allocate = wasm._malloc;
    let calls = 0;
    let failing = Number.POSITIVE_INFINITY;
    wasm._malloc = (byteCount) => {
      if (++calls === failing) throw new AppError('out-of-memory', 'The heap is full.');
      return allocate(byteCount);
    };
    const other = begin({ state });
    calls = 0;
    await other.step(sample, { learningRate: 0.01, iteration: 1 });
    const callsPerStep = calls;
    other.dispose();
    for (const share of [0.01, 0.3, 0.6, 0.9, 1]) {
      await expectNoLeak(async () => {
        calls = 0;
        failing = Math.ceil(share * callsPerStep);
        const step = session.step(sample, { learningRate: 0.01, iteration: 1 });
        await expect(step).rejects.toMatchObject({ code: 'out-of-memory' });
        failing = Number.POSITIVE_INFINITY;
        expect(await session.read()).toEqual(state);
        return 0;
      });
    }
    wasm._malloc = allocate;
    expect((await session.step(sample, { learningRate: 0.01, iteration: 1 })).isApplied).toBe(true);
    session.dispose();
  });
});
