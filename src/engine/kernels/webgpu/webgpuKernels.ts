import type * as tf from '@tensorflow/tfjs';
import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { portableKernels } from '#engine/kernels/portableKernels.ts';
import { type Convolution, convolution } from '#engine/kernels/webgpu/convolution.ts';
import { elementwise } from '#engine/kernels/webgpu/elementwise.ts';
import { asTensor, disposeInfo, runProgram } from '#engine/kernels/webgpu/gpuProgram.ts';
import { type KernelGradient, kernelGradientParts } from '#engine/kernels/webgpu/kernelGradient.ts';
import { poolGradient } from '#engine/kernels/webgpu/poolGradient.ts';
import { sumOverRows } from '#engine/kernels/webgpu/sumOverRows.ts';
import { sumsOfSquares } from '#engine/kernels/webgpu/sumsOfSquares.ts';
import { swapKernelFeatures } from '#engine/kernels/webgpu/swapKernelFeatures.ts';
import { upconvolutionRelu } from '#engine/kernels/webgpu/upconvolution.ts';
import { updateWeight } from '#engine/kernels/webgpu/updateWeight.ts';

/** Any convolution of stride 1 or 2 in one program. */
export function convolve(request: Convolution): tf.Tensor4D {
  return asTensor(runProgram(convolution(request)));
}

/** Gradient by the input of a valid convolution: that of the gradient with the turned kernel. */
export function convolveInputGradient(gradient: tf.TensorInfo, kernel: tf.TensorInfo): tf.Tensor4D {
  const turned = runProgram(swapKernelFeatures(kernel, true));
  const paddingPx = (kernel.shape[0] ?? 1) - 1;
  const result = convolve({
    x: gradient,
    kernel: turned,
    bias: null,
    isRelu: false,
    paddingPx,
    stride: 1,
  });
  disposeInfo(turned);
  return result;
}

/** Gradient by the kernel of a valid convolution: [edge, edge, in, out]. */
export function convolveKernelGradient(request: KernelGradient): tf.Tensor4D {
  const parts = runProgram(kernelGradientParts(request));
  const [partCount = 1] = parts.shape;
  const { edge, x, gradient } = request;
  const shape = [edge, edge, x.shape[3] ?? 0, gradient.shape[3] ?? 0];
  if (partCount === 1) return asTensor(parts, shape);
  const sum = sumOverRows(parts, partCount);
  disposeInfo(parts);
  return asTensor(sum, shape);
}

/** Kernels in WGSL: tfjs 4.22's own gradients leave a GPU idle, one thread per weight or pixel. */
export const webgpuKernels: NetworkKernels = {
  ...portableKernels,

  convolve: (x, kernel, bias, activation) =>
    convolve({ x, kernel, bias, isRelu: activation === 'relu', paddingPx: 0, stride: 1 }),

  convolveInputGradient,

  convolveKernelGradient: (x, gradient, edge) =>
    convolveKernelGradient({ x, gradient, edge, stride: 1 }),

  upconvolveRelu: (x, kernel, bias) => {
    const swapped = runProgram(swapKernelFeatures(kernel, false));
    const result = runProgram(upconvolutionRelu(x, swapped, bias));
    disposeInfo(swapped);
    return asTensor(result);
  },

  // An up-convolution is a convolution of stride 2 read backwards.
  upconvolveInputGradient: (gradient, kernel) =>
    convolve({ x: gradient, kernel, bias: null, isRelu: false, paddingPx: 0, stride: 2 }),

  upconvolveKernelGradient: (x, gradient) =>
    convolveKernelGradient({ x: gradient, gradient: x, edge: 2, stride: 2 }),

  maskGradient: (gradient, y) =>
    asTensor(
      runProgram(
        elementwise({
          key: 'maskGradient',
          inputs: { gradient, y },
          expression: 'select(Value(), gradient[index], y[index] > Value())',
        }),
      ),
    ),

  biasGradient: (gradient) => {
    const [batch, height, width, features] = gradient.shape;
    return asTensor(sumOverRows(gradient, batch * height * width), [features]);
  },

  poolGradient: (gradient, x) => asTensor(runProgram(poolGradient(gradient, x))),

  sumsOfSquares,

  updateWeight,
};
