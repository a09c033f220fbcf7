import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { weightShapes } from '#domain/model/weights.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { startBackend } from '#engine/backend.ts';
import { unetForward } from '#engine/network/unetForward.ts';
import { disposeWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import { expectNoLeak } from '#engine/testing/expectNoLeak.ts';
import { computeGradients } from '#engine/training/computeGradients.ts';
import { TrainingSession } from '#engine/training/trainingSession.ts';
import { uploadTensors } from '#engine/training/weightTensors.ts';
import { fetchReference, hasReference, type ReferenceTensor } from '#testing/fetchReference.ts';

const networks = [
  {
    file: 'unet-base4-depth4',
    spec: { depth: 4, baseFeatures: 4, inputChannels: 1, classCount: 2 },
  },
  {
    file: 'unet-base8-depth3-3classes',
    spec: { depth: 3, baseFeatures: 8, inputChannels: 1, classCount: 3 },
  },
];

const referenceIsHere = await hasReference();

async function loadReference({ file, spec }: (typeof networks)[number]) {
  const tensors = await fetchReference(`reference/${file}.safetensors`);
  const get = (name: string) => tensors.get(name) as ReferenceTensor;
  const { training } = await (await fetch(`/shared/reference/${file}.json`)).json();
  const input = get('io/input');
  const target = get('train/target');
  return {
    spec,
    losses: training.losses as number[],
    norms: training.gradient_l2_norms_step1 as Record<string, number>,
    logitsAfter: get('train/logits_after_3_steps'),
    values: Float32Array.from(weightShapes(spec).flatMap(({ name }) => [...get(name).data])),
    sample: {
      batchSize: 1,
      inputEdgePx: input.shape[1] as number,
      outputEdgePx: Math.sqrt(target.data.length),
      inputChannels: 1,
      input: new Float32Array(input.data),
      target: Uint8Array.from(target.data),
      weights: new Float32Array(get('train/weights').data),
    },
  };
}

async function logitsOf(spec: UnetSpec, values: Float32Array, sample: TrainingSample) {
  const weights = uploadWeights(spec, values);
  const { inputEdgePx, inputChannels } = sample;
  const input = tf.tensor4d(sample.input, [1, inputEdgePx, inputEdgePx, inputChannels]);
  const logits = unetForward(weights, input);
  disposeWeights(weights);
  const data = await logits.data();
  tf.dispose([input, logits]);
  return data;
}

/** Largest difference of two lists over the largest magnitude of the second. */
function relativeDifference(actual: ArrayLike<number>, expected: Float32Array): number {
  let largest = 0;
  let difference = 0;
  expected.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(value));
    difference = Math.max(difference, Math.abs(value - (actual[i] as number)));
  });
  return difference / largest;
}

describe.skipIf(!referenceIsHere).each(['wasm', 'webgpu'] as const)('training on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  });

  it.each(networks)(
    'has PyTorch’s gradients in every layer within 1e-4: $file',
    async (network) => {
      const { spec, values, sample, norms, losses } = await loadReference(network);
      await expectNoLeak(async () => {
        const weights = uploadTensors(spec, values);
        const dropout = { share: 0, seed: 1, iteration: 0 };
        const request = { spec, sample, dropout, freezeContracting: false };
        const { gradients, loss, summary } = computeGradients(weights, request);
        const [lossValue, ...squares] = await summary.data();
        expect(lossValue).toBeCloseTo(losses[0] as number, 3);
        const names = Object.keys(gradients);
        expect(names.toSorted()).toEqual(Object.keys(norms).toSorted());
        for (const [index, name] of names.entries()) {
          const expected = norms[name] as number;
          const norm = Math.sqrt(squares[index] as number);
          expect(Math.abs(norm - expected) / expected, name).toBeLessThan(1e-4);
        }
        tf.dispose([weights, gradients, loss, summary]);
        return 0;
      });
    },
  );

  it.each(networks)(
    'has PyTorch’s losses and logits over three steps within 1e-4: $file',
    async (network) => {
      const { spec, values, sample, losses, logitsAfter } = await loadReference(network);
      await expectNoLeak(async () => {
        const session = new TrainingSession({
          network: spec,
          state: { weights: values, optimizer: null },
          optimizer: { kind: 'sgd', momentum: 0.99 },
          seed: 1,
          clipNorm: null,
          dropout: 0,
          freezeContracting: false,
        });
        for (const [iteration, expected] of losses.entries()) {
          const { loss, isApplied } = await session.step(sample, {
            learningRate: 0.001,
            iteration,
          });
          expect(isApplied).toBe(true);
          expect(Math.abs(loss - expected) / expected).toBeLessThan(1e-4);
        }
        const { weights } = await session.read();
        const logits = await logitsOf(spec, weights, sample);
        expect(relativeDifference(logits, logitsAfter.data)).toBeLessThan(1e-4);
        session.dispose();
        return 0;
      });
    },
  );
});
