import * as tf from '@tensorflow/tfjs';
import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import {
  convolveOnHeap,
  fitsLoops,
  kernelGradientOnHeap,
} from '#engine/kernels/wasm/convolution.ts';
import {
  addToCentreOnHeap,
  cropOnHeap,
  featureHalfOnHeap,
  maskOnHeap,
  padOnHeap,
  poolGradientOnHeap,
  sumOfSquaresOnHeap,
  sumPixelsOnHeap,
} from '#engine/kernels/wasm/heapMaps.ts';
import { updateOnHeap } from '#engine/kernels/wasm/optimizerOnHeap.ts';
import { productKernels } from '#engine/kernels/wasm/productKernels.ts';
import {
  upconvolveInputGradientOnHeap,
  upconvolveKernelGradientOnHeap,
  upconvolveOnHeap,
} from '#engine/kernels/wasm/upconvolution.ts';
import type { WasmHeap } from '#engine/kernels/wasm/wasmHeap.ts';

/** Kernels for the WASM backend in a browser with SIMD, by loops of our own on its heap. */
export function createWasmKernels(heap: WasmHeap): NetworkKernels {
  return {
    ...productKernels,

    convolve: (x, kernel, bias, activation) =>
      fitsLoops(bias.shape[0])
        ? convolveOnHeap(heap, { x, kernel, isTurned: false, bias, activation })
        : productKernels.convolve(x, kernel, bias, activation),

    convolveInputGradient: (gradient, kernel) => {
      const [edge, , inFeatures] = kernel.shape;
      if (!fitsLoops(inFeatures)) return productKernels.convolveInputGradient(gradient, kernel);
      const x = padOnHeap(heap, gradient, edge - 1);
      const run = { x, kernel, isTurned: true, bias: null, activation: 'linear' } as const;
      const result = convolveOnHeap(heap, run);
      x.dispose();
      return result;
    },

    convolveKernelGradient: (x, gradient, edge) =>
      edge === 3 && fitsLoops(gradient.shape[3])
        ? kernelGradientOnHeap(heap, x, gradient)
        : productKernels.convolveKernelGradient(x, gradient, edge),

    upconvolveRelu: (x, kernel, bias) => upconvolveOnHeap(heap, x, kernel, bias),
    upconvolveInputGradient: (gradient, kernel) =>
      upconvolveInputGradientOnHeap(heap, gradient, kernel),
    upconvolveKernelGradient: (x, gradient) => upconvolveKernelGradientOnHeap(heap, x, gradient),
    maskGradient: (gradient, y) => maskOnHeap(heap, gradient, y),
    biasGradient: (gradient) => sumPixelsOnHeap(heap, gradient),
    poolGradient: (gradient, x, pooled) =>
      fitsLoops(x.shape[3])
        ? poolGradientOnHeap(heap, gradient, x)
        : productKernels.poolGradient(gradient, x, pooled),
    sumsOfSquares: (tensors) =>
      tf.tidy(() => tf.stack(tensors.map((one) => sumOfSquaresOnHeap(heap, one))) as tf.Tensor1D),
    updateWeight: (state, gradient, settings) => updateOnHeap(heap, state, gradient, settings),
    cropCentre: (map, borderPx) => cropOnHeap(heap, map, borderPx),
    addToCentre: (map, centre, borderPx) => addToCentreOnHeap(heap, map, centre, borderPx),
    featureHalf: (map, half) => featureHalfOnHeap(heap, map, half),
  };
}
