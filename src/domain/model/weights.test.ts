import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parameterCount, weightNames, weightShapes } from '#domain/model/weights.ts';
import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

describe('weights', () => {
  it("counts the parameters of the paper's network", () => {
    const paper = { depth: 4, baseFeatures: 64, inputChannels: 1, classCount: 2 };
    expect(parameterCount(paper)).toBe(31_030_658);
  });

  it('goes down, up, then to the head', () => {
    const spec = { depth: 1, baseFeatures: 3, inputChannels: 2, classCount: 5 };
    expect(weightShapes(spec).map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual([
      'down0/conv1/kernel 3×3×2×3',
      'down0/conv1/bias 3',
      'down0/conv2/kernel 3×3×3×3',
      'down0/conv2/bias 3',
      'down1/conv1/kernel 3×3×3×6',
      'down1/conv1/bias 6',
      'down1/conv2/kernel 3×3×6×6',
      'down1/conv2/bias 6',
      'up0/upconv/kernel 2×2×3×6',
      'up0/upconv/bias 3',
      'up0/conv1/kernel 3×3×6×3',
      'up0/conv1/bias 3',
      'up0/conv2/kernel 3×3×3×3',
      'up0/conv2/bias 3',
      'head/kernel 1×1×3×5',
      'head/bias 5',
    ]);
  });

  it('leaves no gap between the weights of a buffer', () => {
    const spec = { depth: 3, baseFeatures: 8, inputChannels: 1, classCount: 3 };
    let offset = 0;
    for (const weight of weightShapes(spec)) {
      expect(weight.offset).toBe(offset);
      offset += weight.length;
    }
    expect(parameterCount(spec)).toBe(offset);
  });
});

describe.skipIf(!hasShared)('weights of the reference networks', () => {
  it("counts the parameters of the paper's network as the reference does", () => {
    const sizes: unknown = JSON.parse(readFileSync(sharedPath('reference/sizes.json'), 'utf8'));
    const paper = { depth: 4, baseFeatures: 64, inputChannels: 1, classCount: 2 };
    expect(sizes).toHaveProperty(
      'parameters_base64_depth4_1channel_2classes',
      parameterCount(paper),
    );
  });

  it.each([
    ['unet-base4-depth4', { depth: 4, baseFeatures: 4, inputChannels: 1, classCount: 2 }],
    ['unet-base8-depth3-3classes', { depth: 3, baseFeatures: 8, inputChannels: 1, classCount: 3 }],
  ])('has the names, shapes and order of %s', (name, spec) => {
    const bytes = readFileSync(sharedPath(`reference/${name}.safetensors`));
    const stored = [...readSafetensors(bytes).tensors]
      .filter(([tensorName]) => /^(?:down|up|head)/.test(tensorName))
      .map(([tensorName, tensor]) => ({ name: tensorName, shape: tensor.shape }));
    expect(
      weightShapes(spec).map((weight) => ({ name: weight.name, shape: weight.shape })),
    ).toEqual(stored);
    expect(weightNames(spec)).toEqual(stored.map((tensor) => tensor.name));
  });
});
