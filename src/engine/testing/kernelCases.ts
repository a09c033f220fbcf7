import * as tf from '@tensorflow/tfjs';
import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { createRandom } from '#lib/random.ts';

/** A tensor's values. */
export interface Values {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** Normal values that repeat from run to run; never exactly 0, where ReLU has no gradient. */
function normal(shape: readonly number[], seed: number): Values {
  const random = createRandom(seed);
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, data: Float32Array.from({ length }, () => random.normal() || 1) };
}

/** Few values, so that neighbours are often equal. */
function coarse(shape: readonly number[], seed: number): Values {
  const { data } = normal(shape, seed);
  return { shape, data: data.map((value) => Math.round(value)) };
}

export type KernelCall = (kernels: NetworkKernels, tensors: readonly tf.Tensor4D[]) => tf.Tensor;

/** A call of a kernel, and what it is called with. */
export interface KernelCase {
  readonly name: string;
  readonly inputs: readonly Values[];
  readonly call: KernelCall;
}

const asBias = (tensor: tf.Tensor | undefined) => tensor as unknown as tf.Tensor1D;
const at = (tensors: readonly tf.Tensor4D[], index: number) => tensors[index] as tf.Tensor4D;

/** [batch, output height, output width, in, out, kernel edge] */
const CONVOLUTIONS = [
  [1, 1, 1, 4, 4, 3],
  [1, 5, 7, 1, 8, 3],
  [2, 9, 4, 3, 12, 3],
  [2, 6, 11, 8, 16, 3],
  [1, 17, 13, 20, 4, 3],
  [1, 12, 10, 16, 24, 3],
  [2, 7, 6, 64, 96, 3],
  [3, 3, 2, 5, 6, 3],
  [2, 8, 9, 16, 3, 1],
  [1, 10, 31, 8, 2, 1],
  [1, 7, 5, 6, 8, 1],
  [1, 70, 66, 1, 8, 3],
] as const;

const convolutions: readonly KernelCase[] = CONVOLUTIONS.flatMap(
  ([batch, height, width, inFeatures, outFeatures, edge], i) => {
    const x = normal([batch, height + edge - 1, width + edge - 1, inFeatures], i);
    const kernel = normal([edge, edge, inFeatures, outFeatures], i + 100);
    const bias = normal([outFeatures], i + 200);
    const gradient = normal([batch, height, width, outFeatures], i + 300);
    const shapes = `${x.shape} * ${kernel.shape}`;
    return [
      {
        name: `convolution and ReLU ${shapes}`,
        inputs: [x, kernel, bias],
        call: (kernels: NetworkKernels, t: readonly tf.Tensor4D[]) =>
          kernels.convolve(at(t, 0), at(t, 1), asBias(t[2]), 'relu'),
      },
      {
        name: `convolution without ReLU ${shapes}`,
        inputs: [x, kernel, bias],
        call: (kernels, t) => kernels.convolve(at(t, 0), at(t, 1), asBias(t[2]), 'linear'),
      },
      {
        name: `gradient by the input ${shapes}`,
        inputs: [gradient, kernel],
        call: (kernels, t) => kernels.convolveInputGradient(at(t, 0), at(t, 1)),
      },
      {
        name: `gradient by the kernel ${shapes}`,
        inputs: [x, gradient],
        call: (kernels, t) => kernels.convolveKernelGradient(at(t, 0), at(t, 1), edge),
      },
    ] satisfies KernelCase[];
  },
);

/** [batch, input height, input width, in, out] */
const UPCONVOLUTIONS = [
  [1, 1, 1, 8, 4],
  [1, 5, 9, 16, 8],
  [2, 4, 3, 24, 12],
  [2, 3, 10, 6, 3],
  [1, 33, 17, 8, 4],
] as const;

const upconvolutions: readonly KernelCase[] = UPCONVOLUTIONS.flatMap(
  ([batch, height, width, inFeatures, outFeatures], i) => {
    const x = normal([batch, height, width, inFeatures], i);
    const kernel = normal([2, 2, outFeatures, inFeatures], i + 100);
    const bias = normal([outFeatures], i + 200);
    const gradient = normal([batch, 2 * height, 2 * width, outFeatures], i + 300);
    const shapes = `${x.shape} * ${kernel.shape}`;
    return [
      {
        name: `up-convolution ${shapes}`,
        inputs: [x, kernel, bias],
        call: (kernels: NetworkKernels, t: readonly tf.Tensor4D[]) =>
          kernels.upconvolveRelu(at(t, 0), at(t, 1), asBias(t[2])),
      },
      {
        name: `up-convolution’s gradient by the input ${shapes}`,
        inputs: [gradient, kernel],
        call: (kernels, t) => kernels.upconvolveInputGradient(at(t, 0), at(t, 1)),
      },
      {
        name: `up-convolution’s gradient by the kernel ${shapes}`,
        inputs: [x, gradient],
        call: (kernels, t) => kernels.upconvolveKernelGradient(at(t, 0), at(t, 1)),
      },
    ] satisfies KernelCase[];
  },
);

/** [batch, height, width, features], even edges */
const MAPS = [
  [1, 2, 2, 4],
  [2, 6, 10, 3],
  [1, 8, 14, 16],
  [2, 100, 94, 2],
] as const;

const elementwise: readonly KernelCase[] = MAPS.flatMap((shape, i) => {
  const [batch, height, width, features] = shape;
  const pooled = [batch, height / 2, width / 2, features];
  return [
    {
      name: `ReLU’s gradient ${shape}`,
      inputs: [normal(shape, i), coarse(shape, i + 100)],
      call: (kernels: NetworkKernels, t: readonly tf.Tensor4D[]) =>
        kernels.maskGradient(at(t, 0), at(t, 1)),
    },
    {
      name: `gradient by the bias ${shape}`,
      inputs: [normal(shape, i)],
      call: (kernels, t) => kernels.biasGradient(at(t, 0)),
    },
    {
      name: `max-pooling’s gradient, the first of equals ${shape}`,
      inputs: [normal(pooled, i), coarse(shape, i + 100)],
      call: (kernels, t) =>
        tf.tidy(() =>
          kernels.poolGradient(at(t, 0), at(t, 1), tf.maxPool(at(t, 1), 2, 2, 'valid')),
        ),
    },
  ] satisfies KernelCase[];
});

/** One thread per value: more workgroups than one dimension of a dispatch holds. */
const huge = [1, 1026, 4098, 1];
const manyThreads: readonly KernelCase[] = [
  {
    name: `ReLU’s gradient ${huge}`,
    inputs: [normal(huge, 1), coarse(huge, 2)],
    call: (kernels, t) => kernels.maskGradient(at(t, 0), at(t, 1)),
  },
];

/** Of the optimiser's tensors. */
const WEIGHTS = [[1], [16], [3, 3, 5, 7], [2, 2, 32, 64], [200, 701]] as const;

const optimizers = [
  { kind: 'sgd', momentum: 0.99 },
  { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
] as const;

const updates: readonly KernelCase[] = WEIGHTS.flatMap((shape, i) => {
  const [weight, gradient, first] = [
    normal(shape, i),
    normal(shape, i + 100),
    normal(shape, i + 200),
  ];
  const second = { shape, data: first.data.map(Math.abs) };
  const many = Array.from({ length: 4 * i }, (_, j) => normal([j + 1, 3], j));
  const settings = { learningRate: 0.1, gradientScale: 0.5, stepNumber: 3 };
  return [
    {
      name: `sums of squares ${shape}`,
      inputs: [weight, gradient, first, second, normal([7], i), ...many],
      call: (kernels: NetworkKernels, t: readonly tf.Tensor4D[]) => kernels.sumsOfSquares(t),
    },
    ...optimizers.map((optimizer) => ({
      name: `step of ${optimizer.kind} ${shape}`,
      inputs: [weight, gradient, first, second],
      call: (kernels: NetworkKernels, t: readonly tf.Tensor4D[]) =>
        tf.tidy(() => {
          const slots = optimizer.kind === 'sgd' ? [at(t, 2)] : [at(t, 2), at(t, 3)];
          const state = { weight: at(t, 0), slots };
          const after = kernels.updateWeight(state, at(t, 1), { ...settings, optimizer });
          return tf.stack([after.weight, ...after.slots]);
        }),
    })),
  ];
});

/** Every kernel on odd sizes, batches, one channel, odd feature counts and sizes that need splitting. */
export const kernelCases: readonly KernelCase[] = [
  ...convolutions,
  ...upconvolutions,
  ...elementwise,
  ...manyThreads,
  ...updates,
];
