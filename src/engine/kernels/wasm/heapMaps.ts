import type * as tf from '@tensorflow/tfjs';
import type { WasmHeap } from '#engine/kernels/wasm/wasmHeap.ts';

const FLOAT_BYTES = 4;

/*
 * Operations that move numbers more than they compute. Loops over the heap in place are several
 * times faster than tfjs's own on WASM, which copy pixel by pixel.
 */

/** `NetworkKernels.maskGradient` */
export function maskOnHeap(heap: WasmHeap, gradient: tf.Tensor4D, y: tf.Tensor4D): tf.Tensor4D {
  const result = heap.create<tf.Tensor4D>(gradient.shape);
  const vectorCount = Math.floor(result.size / 4);
  heap.loops['mask']?.(heap.address(gradient), heap.address(y), heap.address(result), vectorCount);
  const [from, gate, to] = [heap.floats(gradient), heap.floats(y), heap.floats(result)];
  for (let i = 4 * vectorCount; i < to.length; i++) {
    to[i] = (gate[i] as number) > 0 ? (from[i] as number) : 0;
  }
  return result;
}

/** `NetworkKernels.biasGradient` */
export function sumPixelsOnHeap(heap: WasmHeap, map: tf.Tensor4D): tf.Tensor1D {
  const features = map.shape[3];
  const result = heap.create<tf.Tensor1D>([features]);
  const from = heap.floats(map);
  const sums = new Float64Array(features);
  for (let start = 0; start < from.length; start += features) {
    for (let f = 0; f < features; f++) {
      sums[f] = (sums[f] as number) + (from[start + f] as number);
    }
  }
  heap.floats(result).set(sums);
  return result;
}

/** `NetworkKernels.poolGradient` of maps whose features come in fours. */
export function poolGradientOnHeap(
  heap: WasmHeap,
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
): tf.Tensor4D {
  const [batch, height, width, features] = gradient.shape;
  const result = heap.create<tf.Tensor4D>(x.shape);
  const featureBytes = features * FLOAT_BYTES;
  const rowBytes = x.shape[2] * featureBytes;
  const addresses = [heap.address(gradient), heap.address(x), heap.address(result)] as const;
  for (let row = 0; row < batch * height; row++) {
    heap.loops['poolGradient']?.(
      addresses[0] + row * width * featureBytes,
      addresses[1] + 2 * row * rowBytes,
      addresses[2] + 2 * row * rowBytes,
      width,
      features / 4,
      featureBytes,
      rowBytes,
    );
  }
  return result;
}

/** `NetworkKernels.cropCentre` */
export function cropOnHeap(heap: WasmHeap, map: tf.Tensor4D, borderPx: number): tf.Tensor4D {
  const [batch, height, width, features] = map.shape;
  const [toHeight, toWidth] = [height - 2 * borderPx, width - 2 * borderPx];
  const result = heap.create<tf.Tensor4D>([batch, toHeight, toWidth, features]);
  const [from, to] = [heap.floats(map), heap.floats(result)];
  const length = toWidth * features;
  for (let sample = 0; sample < batch; sample++) {
    for (let y = 0; y < toHeight; y++) {
      const start = ((sample * height + y + borderPx) * width + borderPx) * features;
      to.set(from.subarray(start, start + length), (sample * toHeight + y) * length);
    }
  }
  return result;
}

/** A map with a border of zeros. */
export function padOnHeap(heap: WasmHeap, map: tf.Tensor4D, borderPx: number): tf.Tensor4D {
  const [batch, height, width, features] = map.shape;
  const [toHeight, toWidth] = [height + 2 * borderPx, width + 2 * borderPx];
  const result = heap.create<tf.Tensor4D>([batch, toHeight, toWidth, features]);
  const [from, to] = [heap.floats(map), heap.floats(result)];
  to.fill(0);
  const length = width * features;
  for (let sample = 0; sample < batch; sample++) {
    for (let y = 0; y < height; y++) {
      const start = (sample * height + y) * length;
      const target = ((sample * toHeight + y + borderPx) * toWidth + borderPx) * features;
      to.set(from.subarray(start, start + length), target);
    }
  }
  return result;
}

/** `NetworkKernels.addToCentre` */
export function addToCentreOnHeap(
  heap: WasmHeap,
  map: tf.Tensor4D,
  centre: tf.Tensor4D,
  borderPx: number,
): tf.Tensor4D {
  const [, height, width, features] = map.shape;
  const [batch, rows, columns] = centre.shape;
  const result = heap.create<tf.Tensor4D>(map.shape);
  const [from, added, to] = [heap.floats(map), heap.floats(centre), heap.floats(result)];
  to.set(from);
  const length = columns * features;
  for (let sample = 0; sample < batch; sample++) {
    for (let y = 0; y < rows; y++) {
      const source = (sample * rows + y) * length;
      const target = ((sample * height + y + borderPx) * width + borderPx) * features;
      for (let i = 0; i < length; i++) {
        to[target + i] = (to[target + i] as number) + (added[source + i] as number);
      }
    }
  }
  return result;
}

/** `NetworkKernels.featureHalf` */
export function featureHalfOnHeap(heap: WasmHeap, map: tf.Tensor4D, half: 0 | 1): tf.Tensor4D {
  const [batch, height, width, features] = map.shape;
  const halfFeatures = features / 2;
  const result = heap.create<tf.Tensor4D>([batch, height, width, halfFeatures]);
  const [from, to] = [heap.floats(map), heap.floats(result)];
  let source = half * halfFeatures;
  for (let target = 0; target < to.length; target += halfFeatures) {
    for (let f = 0; f < halfFeatures; f++) to[target + f] = from[source + f] as number;
    source += features;
  }
  return result;
}

/** Size of a map whose 2×2 blocks of pixels become rows. */
interface BlockGrid {
  /** Blocks below each other, those of all samples together. */
  readonly height: number;
  readonly width: number;
  /** Of a pixel */
  readonly features: number;
}

/** Calls `copy` for each pixel of each block, top left first, with the starts of its numbers. */
function eachBlockPixel(
  { height, width, features }: BlockGrid,
  copy: (inRows: number, inMap: number) => void,
): void {
  let inRows = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let block = 0; block < 4; block++) {
        const line = 2 * y + (block >> 1);
        copy(inRows, (line * 2 * width + 2 * x + (block & 1)) * features);
        inRows += features;
      }
    }
  }
}

/** Every 2×2 block of pixels as one row of 4 · features. */
export function blocksToRows(map: Float32Array, rows: Float32Array, grid: BlockGrid): void {
  const { features } = grid;
  eachBlockPixel(grid, (inRows, inMap) => {
    for (let f = 0; f < features; f++) rows[inRows + f] = map[inMap + f] as number;
  });
}

/** Undoes `blocksToRows`. */
export function rowsToBlocks(rows: Float32Array, map: Float32Array, grid: BlockGrid): void {
  const { features } = grid;
  eachBlockPixel(grid, (inRows, inMap) => {
    for (let f = 0; f < features; f++) map[inMap + f] = rows[inRows + f] as number;
  });
}

/** A tensor's part of `NetworkKernels.sumsOfSquares`. */
export function sumOfSquaresOnHeap(heap: WasmHeap, tensor: tf.Tensor): tf.Scalar {
  const result = heap.create<tf.Scalar>([]);
  const values = heap.floats(tensor);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  heap.floats(result)[0] = sum;
  return result;
}
