import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { weightShapes } from '#domain/model/weights.ts';
import { startBackend } from '#engine/backend.ts';
import { unetForward } from '#engine/network/unetForward.ts';
import { disposeWeights, type UnetWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import { expectNoLeak } from '#engine/testing/expectNoLeak.ts';
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
] satisfies { file: string; spec: UnetSpec }[];

const referenceIsHere = await hasReference();

describe.skipIf(!referenceIsHere).each(['wasm', 'webgpu', 'webgl'] as const)(
  'logits on %s',
  (backend) => {
    beforeAll(async () => {
      await startBackend(backend);
    });

    it.each(networks)(
      'equal PyTorch’s within 1e-4 of their largest magnitude: $file',
      async ({ file, spec }) => {
        const tensors = await fetchReference(`reference/${file}.safetensors`);
        const get = (name: string) => tensors.get(name) as ReferenceTensor;
        const values = Float32Array.from(
          weightShapes(spec).flatMap(({ name }) => [...get(name).data]),
        );
        const expected = get('io/logits').data;
        const io = get('io/input');

        await expectNoLeak(async () => {
          const weights: UnetWeights = uploadWeights(spec, values);
          const input = tf.tensor4d(io.data, io.shape as [number, number, number, number]);
          const logits = unetForward(weights, input);
          const actual = await logits.data();
          expect(actual).toHaveLength(expected.length);
          let largest = 0;
          let difference = 0;
          expected.forEach((value, i) => {
            largest = Math.max(largest, Math.abs(value));
            difference = Math.max(difference, Math.abs(value - (actual[i] as number)));
          });
          expect(difference / largest).toBeLessThan(1e-4);
          tf.dispose([input, logits]);
          disposeWeights(weights);
          return 0;
        });
      },
    );

    afterAll(() => tf.disposeVariables());
  },
);
