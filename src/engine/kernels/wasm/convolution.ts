import type * as tf from '@tensorflow/tfjs';
import { FLOAT_BLOCK, type Microkernels, PIXEL_BLOCK } from '#engine/kernels/wasm/microkernels.ts';
import type { WasmHeap } from '#engine/kernels/wasm/wasmHeap.ts';

const FLOAT_BYTES = 4;
/** Pixels whose inputs stay in the cache while one block of output features after another is done. */
const STRIP_PX = 40 * PIXEL_BLOCK;
/** Numbers of both maps that stay in the cache while the blocks of a kernel gradient are done. */
const CHUNK_FLOATS = 8192;
const MIN_CHUNK_PX = 96;

/** A kernel for the loops: for each 8 (at the end 4) output features all weights side by side. */
interface FeatureBlock {
  readonly firstFeature: number;
  readonly vectors: 1 | 2;
}

/** True when the loops can do a convolution: they work on four output features at a time. */
export function fitsLoops(outFeatures: number): boolean {
  return outFeatures % 4 === 0;
}

function featureBlocks(featureCount: number): FeatureBlock[] {
  const blocks: FeatureBlock[] = [];
  for (let first = 0; first < featureCount; first += 8) {
    blocks.push({ firstFeature: first, vectors: featureCount - first >= 8 ? 2 : 1 });
  }
  return blocks;
}

/** Numbers of a kernel packed for forward use, or turned around for the input gradient. */
function packKernel(kernel: Float32Array, shape: readonly number[], packed: Float32Array): void {
  const [edge = 0, , inFeatures = 0, outFeatures = 0] = shape;
  const length = edge * edge * inFeatures;
  let at = 0;
  for (const { firstFeature, vectors } of featureBlocks(outFeatures)) {
    const width = 4 * vectors;
    for (let k = 0; k < length; k++) {
      const from = k * outFeatures + firstFeature;
      for (let i = 0; i < width; i++) packed[at++] = kernel[from + i] as number;
    }
  }
}

/** Like `packKernel`, of the kernel turned by half a turn with its features exchanged. */
function packTurnedKernel(
  kernel: Float32Array,
  shape: readonly number[],
  packed: Float32Array,
): void {
  const [edge = 0, , inFeatures = 0, outFeatures = 0] = shape;
  let at = 0;
  for (const { firstFeature, vectors } of featureBlocks(inFeatures)) {
    const width = 4 * vectors;
    for (let tap = edge * edge - 1; tap >= 0; tap--) {
      for (let out = 0; out < outFeatures; out++) {
        let from = (tap * inFeatures + firstFeature) * outFeatures + out;
        for (let i = 0; i < width; i++) {
          packed[at++] = kernel[from] as number;
          from += outFeatures;
        }
      }
    }
  }
}

/** Byte offset of the first input of each output pixel. */
function fillTable(table: Int32Array, width: number, xWidth: number, pixelBytes: number): void {
  for (let pixel = 0; pixel < table.length; pixel++) {
    const row = Math.floor(pixel / width);
    table[pixel] = (row * xWidth + (pixel - row * width)) * pixelBytes;
  }
}

interface ConvolutionRun {
  readonly x: tf.Tensor4D;
  readonly kernel: tf.Tensor4D;
  readonly isTurned: boolean;
  /** `null` = zeros */
  readonly bias: tf.Tensor1D | null;
  readonly activation: 'relu' | 'linear';
}

/** Valid convolution of stride 1; turned, the kernel's input and output features change places. */
export function convolveOnHeap(heap: WasmHeap, run: ConvolutionRun): tf.Tensor4D {
  const { x, kernel, isTurned, bias } = run;
  const [edge] = kernel.shape;
  const [batch, xHeight, xWidth, inFeatures] = x.shape;
  const outFeatures = kernel.shape[isTurned ? 2 : 3];
  const [height, width] = [xHeight - edge + 1, xWidth - edge + 1];
  const y = heap.create<tf.Tensor4D>([batch, height, width, outFeatures]);
  const packed = heap.create([kernel.size]);
  const table = heap.create([height * width], 'int32');
  const zeros = heap.create([outFeatures]);
  (isTurned ? packTurnedKernel : packKernel)(
    heap.floats(kernel),
    kernel.shape,
    heap.floats(packed),
  );
  fillTable(heap.integers(table), width, xWidth, inFeatures * FLOAT_BYTES);
  heap.floats(zeros).fill(0);
  const addresses = {
    x: heap.address(x),
    y: heap.address(y),
    packed: heap.address(packed),
    bias: heap.address(bias ?? zeros),
    table: heap.address(table),
  };
  for (let sample = 0; sample < batch; sample++) {
    runLoops(heap.loops, {
      ...addresses,
      x: addresses.x + sample * xHeight * xWidth * inFeatures * FLOAT_BYTES,
      y: addresses.y + sample * height * width * outFeatures * FLOAT_BYTES,
      pixelCount: height * width,
      edge,
      inFeatures,
      outFeatures,
      xWidth,
      floor: run.activation === 'relu' ? 0 : Number.NEGATIVE_INFINITY,
    });
  }
  packed.dispose();
  table.dispose();
  zeros.dispose();
  return y;
}

interface LoopRun {
  readonly x: number;
  readonly y: number;
  readonly packed: number;
  readonly bias: number;
  readonly table: number;
  readonly pixelCount: number;
  readonly edge: number;
  readonly inFeatures: number;
  readonly outFeatures: number;
  readonly xWidth: number;
  readonly floor: number;
}

function runLoops(loops: Microkernels, run: LoopRun): void {
  const { pixelCount, edge, inFeatures, outFeatures, xWidth } = run;
  const length = edge * inFeatures;
  const rowBytes = (xWidth - edge) * inFeatures * FLOAT_BYTES;
  const yBytes = outFeatures * FLOAT_BYTES;
  const blocks = featureBlocks(outFeatures);
  for (let first = 0; first < pixelCount; first += STRIP_PX) {
    const count = Math.min(STRIP_PX, pixelCount - first);
    const fullBlocks = Math.floor(count / PIXEL_BLOCK);
    const rest = count - fullBlocks * PIXEL_BLOCK;
    for (const { firstFeature, vectors } of blocks) {
      const call = (pixels: number, firstPixel: number, blockCount: number) =>
        loops[`convolve${pixels}x${vectors}`]?.(
          run.x,
          run.table + firstPixel * 4,
          blockCount,
          run.packed + firstFeature * edge * length * FLOAT_BYTES,
          run.bias + firstFeature * FLOAT_BYTES,
          run.y + firstPixel * yBytes + firstFeature * FLOAT_BYTES,
          edge,
          Math.floor(length / 4),
          length % 4,
          rowBytes,
          yBytes,
          run.floor,
        );
      call(PIXEL_BLOCK, first, fullBlocks);
      if (rest > 0) call(1, first + fullBlocks * PIXEL_BLOCK, rest);
    }
  }
}

/** Gradient by a 3×3 kernel: [3, 3, in, out]. */
export function kernelGradientOnHeap(
  heap: WasmHeap,
  x: tf.Tensor4D,
  gradient: tf.Tensor4D,
): tf.Tensor4D {
  const [batch, xHeight, xWidth, inFeatures] = x.shape;
  const [, height, width, outFeatures] = gradient.shape;
  const result = heap.create<tf.Tensor4D>([3, 3, inFeatures, outFeatures]);
  heap.floats(result).fill(0);
  const [xAt, dyAt, dwAt] = [heap.address(x), heap.address(gradient), heap.address(result)];
  const xBytes = inFeatures * FLOAT_BYTES;
  const dyBytes = outFeatures * FLOAT_BYTES;
  const length = 3 * inFeatures;
  const fullBlocks = Math.floor(length / FLOAT_BLOCK);
  const hasRest = length % FLOAT_BLOCK > 0;
  const wantedPx = Math.max(MIN_CHUNK_PX, CHUNK_FLOATS / (inFeatures + outFeatures));
  const chunkRows = Math.max(1, Math.round(wantedPx / width));
  const blocks = featureBlocks(outFeatures);
  for (let sample = 0; sample < batch; sample++) {
    for (let row = 0; row < height; row += chunkRows) {
      const rows = Math.min(chunkRows, height - row);
      const dyRow = dyAt + (sample * height + row) * width * dyBytes;
      for (let kernelRow = 0; kernelRow < 3; kernelRow++) {
        const xRow = xAt + (sample * xHeight + row + kernelRow) * xWidth * xBytes;
        for (const { firstFeature, vectors } of blocks) {
          const call = (floats: number, firstFloat: number, blockCount: number) =>
            heap.loops[`kernelGradient${floats}x${vectors}`]?.(
              xRow + firstFloat * FLOAT_BYTES,
              dyRow + firstFeature * FLOAT_BYTES,
              dwAt + (kernelRow * length + firstFloat) * dyBytes + firstFeature * FLOAT_BYTES,
              blockCount,
              rows,
              width,
              xBytes,
              dyBytes,
              (xWidth - width) * xBytes,
              dyBytes,
            );
          call(FLOAT_BLOCK, 0, fullBlocks);
          if (hasRest) call(3, fullBlocks * FLOAT_BLOCK, 1);
        }
      }
    }
  }
  return result;
}
