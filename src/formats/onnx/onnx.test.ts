import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, weightNames } from '#domain/model/weights.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { joinBytes } from '#formats/joinBytes.ts';
import { unknownCard } from '#formats/modelfile/unknownCard.ts';
import { readOnnxUnet, writeOnnxModel } from '#formats/onnx/onnxFile.ts';
import { numberField, textField } from '#formats/onnx/protobuf.ts';
import type { OnnxForm } from '#formats/onnx/unetGraph.ts';
import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';
import { modelContent } from '#testing/projectSamples.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

function modelOf(spec: UnetSpec, weightAt: (index: number) => number) {
  const weights = Float32Array.from({ length: parameterCount(spec) }, (_, i) => weightAt(i));
  return { card: unknownCard(spec, 'Cells'), weights };
}

async function run(onnx: Uint8Array, pixels: Float32Array, shape: readonly number[]) {
  const session = await ort.InferenceSession.create(onnx, { executionProviders: ['wasm'] });
  const results = await session.run({ image: new ort.Tensor('float32', pixels, shape) });
  await session.release();
  return results as Readonly<Record<string, ort.TypedTensor<'float32'>>>;
}

/** Softmax of every group of `classCount` logits. */
function softmax(logits: Float32Array, classCount: number): Float32Array {
  const result = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classCount) {
    const powers = [...logits.subarray(start, start + classCount)].map(Math.exp);
    const sum = powers.reduce((total, value) => total + value);
    powers.forEach((value, i) => {
      result[start + i] = value / sum;
    });
  }
  return result;
}

/** [height, width, channels] → [channels, height, width]. */
function channelsFirst(values: Float32Array, channelCount: number): Float32Array {
  const area = values.length / channelCount;
  return Float32Array.from(
    values,
    (_, i) => values[(i % area) * channelCount + Math.floor(i / area)] as number,
  );
}

function largestDifference(found: Float32Array | undefined, wanted: Float32Array): number {
  expect(found?.length).toBe(wanted.length);
  return wanted.reduce(
    (max, value, i) => Math.max(max, Math.abs(value - (found?.[i] as number))),
    0,
  );
}

describe('protobuf', () => {
  it('encodes the examples of its documentation', () => {
    expect([...numberField(1, 150)]).toEqual([0x08, 0x96, 0x01]);
    expect([...textField(2, 'testing')]).toEqual([
      0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67,
    ]);
  });

  it('encodes numbers beyond 32 bits', () => {
    expect([...numberField(1, 2 ** 40)]).toEqual([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]);
  });
});

describe('a model as an ONNX file, run by onnxruntime', () => {
  it('gives an even background where all weights are 0, for several sizes and batches', async () => {
    const spec = { depth: 2, baseFeatures: 2, inputChannels: 3, classCount: 4 };
    const onnx = writeOnnxModel(modelOf(spec, () => 0));
    for (const [batch, height, width] of [
      [1, 64, 60],
      [2, 44, 48],
    ] as const) {
      const pixels = new Float32Array(batch * 3 * height * width).fill(1);
      const { foreground, logits } = await run(onnx, pixels, [batch, 3, height, width]);
      const edges = [outputEdge(height, 2), outputEdge(width, 2)];
      expect(logits?.dims).toEqual([batch, 4, ...edges]);
      expect(foreground?.dims).toEqual([batch, 1, ...edges]);
      expect(foreground?.data.every((value) => Math.abs(value - 0.75) < 1e-6)).toBe(true);
    }
  });

  it.skipIf(!hasShared).each([
    ['unet-base4-depth4', { depth: 4, baseFeatures: 4, inputChannels: 1, classCount: 2 }],
    ['unet-base8-depth3-3classes', { depth: 3, baseFeatures: 8, inputChannels: 1, classCount: 3 }],
  ] satisfies [string, UnetSpec][])('gives the logits of the reference %s', async (name, spec) => {
    const { tensors } = readSafetensors(readFileSync(sharedPath(`reference/${name}.safetensors`)));
    const floats = (key: string) => tensors.get(key)?.data as Float32Array<ArrayBuffer>;
    const bytes = weightNames(spec).map((key) => new Uint8Array(floats(key).buffer));
    const weights = new Float32Array(joinBytes(bytes).buffer);
    const model = { card: unknownCard(spec, name), weights };
    const pixels = floats('io/input');
    const expected = floats('io/logits');
    const edge = Math.sqrt(pixels.length);

    const first = await run(writeOnnxModel(model), pixels, [1, 1, edge, edge]);
    const wanted = channelsFirst(expected, spec.classCount);
    expect(largestDifference(first['logits']?.data, wanted)).toBeLessThan(1e-4);
    const probability = softmax(expected, spec.classCount);
    const foreground = probability
      .filter((_, i) => i % spec.classCount === 0)
      .map((value) => 1 - value);
    expect(largestDifference(first['foreground']?.data, foreground)).toBeLessThan(1e-4);

    const form: OnnxForm = {
      layout: 'channels-last',
      outputs: ['probability'],
      size: { width: edge, height: edge },
    };
    const last = await run(writeOnnxModel(model, form), pixels, [1, edge, edge, 1]);
    expect(largestDifference(last['probability']?.data, probability)).toBeLessThan(1e-4);
  });
});

describe('an ONNX file of ours', () => {
  it.each([
    {},
    { layout: 'channels-last', outputs: ['probability'] },
    { outputs: ['foreground'], size: { width: 20, height: 24 } },
    { outputs: ['logits'] },
  ] satisfies Partial<OnnxForm>[])('is read back as it was written, in the form %o', (form) => {
    const model = modelContent('Cells');
    expect(readOnnxUnet(writeOnnxModel(model, form), 'x')).toEqual(model);
  });

  it('keeps a deep network, and every number of it', () => {
    const model = modelOf({ depth: 4, baseFeatures: 3, inputChannels: 1, classCount: 5 }, Math.sin);
    expect(readOnnxUnet(writeOnnxModel(model), 'x')).toEqual(model);
  });
});
