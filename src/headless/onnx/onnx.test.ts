import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, weightNames } from '#domain/model/weights.ts';
import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';
import { joinBytes, numberField, textField } from './protobuf.ts';
import { unetToOnnx } from './unetToOnnx.ts';

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

async function run(onnx: Uint8Array, pixels: Float32Array, shape: readonly number[]) {
  const session = await ort.InferenceSession.create(onnx, { executionProviders: ['wasm'] });
  const { foreground } = await session.run({ image: new ort.Tensor('float32', pixels, shape) });
  await session.release();
  return foreground as ort.TypedTensor<'float32'>;
}

describe('unetToOnnx', () => {
  it('gives an even background where all weights are 0', async () => {
    const spec = { depth: 2, baseFeatures: 2, inputChannels: 3, classCount: 4 };
    const onnx = unetToOnnx(spec, new Float32Array(parameterCount(spec)), {
      width: 60,
      height: 64,
    });
    const output = await run(onnx, new Float32Array(3 * 64 * 60).fill(1), [1, 3, 64, 60]);
    expect(output.dims).toEqual([1, 1, 24, 20]);
    expect(output.data.every((value) => Math.abs(value - 0.75) < 1e-6)).toBe(true);
  });

  it.skipIf(!hasShared).each([
    ['unet-base4-depth4', { depth: 4, baseFeatures: 4, inputChannels: 1, classCount: 2 }],
    ['unet-base8-depth3-3classes', { depth: 3, baseFeatures: 8, inputChannels: 1, classCount: 3 }],
  ] satisfies [string, UnetSpec][])('runs %s to the reference result', async (name, spec) => {
    const { tensors } = readSafetensors(readFileSync(sharedPath(`reference/${name}.safetensors`)));
    const floats = (key: string) => tensors.get(key)?.data as Float32Array<ArrayBuffer>;
    const bytes = weightNames(spec).map((key) => new Uint8Array(floats(key).buffer));
    const weights = new Float32Array(joinBytes(bytes).buffer);
    const pixels = floats('io/input');
    const edge = Math.sqrt(pixels.length);
    const output = await run(unetToOnnx(spec, weights, { width: edge, height: edge }), pixels, [
      1,
      1,
      edge,
      edge,
    ]);

    const logits = floats('io/logits');
    const expected = Array.from({ length: output.data.length }, (_, i) => {
      const exponentials = [...logits.subarray(i * spec.classCount, (i + 1) * spec.classCount)].map(
        Math.exp,
      );
      return 1 - (exponentials[0] as number) / exponentials.reduce((sum, value) => sum + value);
    });
    const error = Math.max(
      ...expected.map((value, i) => Math.abs(value - (output.data[i] as number))),
    );
    expect(output.data.length).toBe(logits.length / spec.classCount);
    expect(error).toBeLessThan(1e-4);
  });
});
