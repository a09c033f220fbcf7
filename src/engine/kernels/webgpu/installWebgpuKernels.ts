import {
  getKernel,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs';
import {
  convolve,
  convolveInputGradient,
  convolveKernelGradient,
} from '#engine/kernels/webgpu/webgpuKernels.ts';

/** Larger kernels would make too long a shader. */
const LARGEST_EDGE = 3;

/** Computes a kernel's result, or `null` when the stock kernel has to. */
type Replacement = (inputs: NamedTensorInfoMap, attributes: NamedAttrMap) => TensorInfo | null;

let isInstalled = false;

/**
 * Puts our convolution and its gradients in the place of those that tfjs has on WebGPU, for all its
 * operations. What ours do not cover goes to tfjs's as before: strides, dilations, padding, kernels
 * larger than 3×3 or not square, activations other than ReLU. Safe to call again.
 */
export function installWebgpuKernels(): void {
  if (isInstalled) return;
  isInstalled = true;
  replace('FusedConv2D', plainConvolution);
  replace('Conv2D', plainConvolution);
  replace('Conv2DBackpropInput', ({ dy, filter }, attributes) => {
    if (!dy || !filter || !isPlain(attributes, filter.shape)) return null;
    return convolveInputGradient(dy, filter);
  });
  replace('Conv2DBackpropFilter', ({ x, dy }, attributes) => {
    const filterShape = attributes['filterShape'] as number[];
    if (!x || !dy || !isPlain(attributes, filterShape)) return null;
    return convolveKernelGradient({ x, gradient: dy, edge: filterShape[0] ?? 1, stride: 1 });
  });
}

function plainConvolution(
  { x, filter, bias, preluActivationWeights }: NamedTensorInfoMap,
  attributes: NamedAttrMap,
): TensorInfo | null {
  const activation = attributes['activation'] ?? 'linear';
  if (!x || !filter || preluActivationWeights) return null;
  if (!isPlain(attributes, filter.shape) || !['linear', 'relu'].includes(String(activation))) {
    return null;
  }
  if (bias && bias.shape.at(-1) !== filter.shape[3]) return null;
  const isRelu = activation === 'relu';
  return convolve({ x, kernel: filter, bias: bias ?? null, isRelu, paddingPx: 0, stride: 1 });
}

/** Whether a convolution is valid and of stride 1, with a small square kernel. */
function isPlain(attributes: NamedAttrMap, kernelShape: readonly number[]): boolean {
  const [height = 0, width] = kernelShape;
  const steps = [attributes['strides'] ?? 1, attributes['dilations'] ?? 1].flat();
  return (
    attributes['pad'] === 'valid' &&
    (attributes['dataFormat'] ?? 'NHWC') === 'NHWC' &&
    steps.every((step) => step === 1) &&
    height === width &&
    height <= LARGEST_EDGE
  );
}

function replace(kernelName: string, replacement: Replacement): void {
  const stock = getKernel(kernelName, 'webgpu');
  unregisterKernel(kernelName, 'webgpu');
  registerKernel({
    ...stock,
    kernelFunc: (call) => replacement(call.inputs, call.attrs ?? {}) ?? stock.kernelFunc(call),
  });
}
