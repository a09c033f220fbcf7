import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, weightShapes } from '#domain/model/weights.ts';
import { inputEdgeFor, outputEdge } from '#domain/unet/validShape.ts';
import { listShards, readTfjsLayers } from '#formats/modelfile/readTfjsLayers.ts';
import { type ModelJson, writeTfjsLayers } from '#formats/modelfile/writeTfjsLayers.ts';
import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';
import { createRandom } from '#lib/random.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const SMALL: UnetSpec = { depth: 2, baseFeatures: 3, inputChannels: 2, classCount: 3 };

function randomNetwork(spec: UnetSpec) {
  const { normal } = createRandom(5);
  return { spec, weights: Float32Array.from({ length: parameterCount(spec) }, () => normal()) };
}

function shardsOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map([['weights.bin', bytes]]);
}

async function loadIntoTfjs(modelJson: ModelJson, weightBytes: Uint8Array<ArrayBuffer>) {
  return await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: modelJson.modelTopology,
      weightSpecs: modelJson.weightsManifest.flatMap((group) =>
        group.weights.map((weight) => ({ ...weight, shape: [...weight.shape] })),
      ),
      weightData: weightBytes.buffer,
    }),
  );
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('tfjs-layers models', () => {
  it('are read back as they were written, through JSON', () => {
    const network = randomNetwork(SMALL);
    const { modelJson, weightBytes } = writeTfjsLayers(network);
    const parsed: unknown = JSON.parse(JSON.stringify(modelJson));
    expect(listShards(parsed)).toEqual(['weights.bin']);
    expect(readTfjsLayers(parsed, shardsOf(weightBytes))).toEqual(network);
  });

  it.each([1, 2, 3])('load into tfjs at depth %i for more than one tile size', async (depth) => {
    const spec = { ...SMALL, depth };
    const { modelJson, weightBytes } = writeTfjsLayers(randomNetwork(spec));
    const model = await loadIntoTfjs(modelJson, weightBytes);
    expect(model.countParams()).toBe(parameterCount(spec));
    for (const wantedEdge of [4, 20]) {
      const inputEdge = inputEdgeFor(wantedEdge, depth);
      const edge = outputEdge(inputEdge, depth);
      const output = model.predict(tf.zeros([1, inputEdge, inputEdge, 2])) as tf.Tensor;
      expect(output.shape).toEqual([1, edge, edge, 3]);
    }
  });

  it('come back from tfjs, which has its own names for layers and files', async () => {
    const network = randomNetwork({ ...SMALL, depth: 1 });
    const { modelJson, weightBytes } = writeTfjsLayers(network);
    const model = await loadIntoTfjs(modelJson, weightBytes);
    let saved: tf.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    const bytes = new Uint8Array(saved?.weightData as ArrayBuffer);
    const renamed = JSON.stringify({
      modelTopology: saved?.modelTopology,
      weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights: saved?.weightSpecs }],
    }).replaceAll('down', 'encoder_');
    const shards = new Map([
      ['a.bin', bytes.subarray(0, 101)],
      ['b.bin', bytes.subarray(101)],
    ]);
    expect(readTfjsLayers(JSON.parse(renamed), shards)).toEqual(network);
  });

  it('are not written when the count of weights is wrong', () => {
    expect(() => writeTfjsLayers({ spec: SMALL, weights: new Float32Array(7) })).toThrow(
      expect.objectContaining({ code: 'shape-mismatch' }),
    );
  });
});

describe.skipIf(!hasShared)('a reference network as tfjs-layers model', () => {
  it.each([
    ['unet-base4-depth4', { depth: 4, baseFeatures: 4, inputChannels: 1, classCount: 2 }],
    ['unet-base8-depth3-3classes', { depth: 3, baseFeatures: 8, inputChannels: 1, classCount: 3 }],
  ])(
    'gives the logits of %s',
    async (name, spec) => {
      const { tensors } = readSafetensors(
        readFileSync(sharedPath(`reference/${name}.safetensors`)),
      );
      const tensor = (tensorName: string) => {
        const found = tensors.get(tensorName);
        if (!(found?.data instanceof Float32Array)) throw new Error(`${tensorName} is missing`);
        return { shape: found.shape as [number, number, number, number], data: found.data };
      };
      const weights = new Float32Array(parameterCount(spec));
      for (const weight of weightShapes(spec)) {
        weights.set(tensor(weight.name).data, weight.offset);
      }
      const { modelJson, weightBytes } = writeTfjsLayers({ spec, weights });
      const model = await loadIntoTfjs(modelJson, weightBytes);
      const input = tensor('io/input');
      const expected = tensor('io/logits');
      const output = model.predict(tf.tensor4d(input.data, input.shape)) as tf.Tensor;
      expect(output.shape).toEqual(expected.shape);
      const logits = await output.data();
      const largest = expected.data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      const error = expected.data.reduce(
        (max, value, i) => Math.max(max, Math.abs(value - (logits[i] as number))),
        0,
      );
      expect(error / largest).toBeLessThan(1e-4);
    },
    120_000,
  );
});
