import { mirrorIndex } from '#domain/tiling/mirrorIndex.ts';
import type { PreparedImage } from '#domain/training/preparedImage.ts';
import { type RowPositions, type SampleMap, visitRows } from '#domain/training/sampleMap.ts';

/** Arrays of one sample of a batch, to be filled. */
export interface SampleArrays {
  readonly inputEdgePx: number;
  /** Centred in the input; the difference of the edges is even. */
  readonly outputEdgePx: number;
  /** [inputEdge, inputEdge, channels] */
  readonly input: Float32Array;
  /** [outputEdge, outputEdge], class indices */
  readonly target: Uint8Array;
  /** [outputEdge, outputEdge] */
  readonly weights: Float32Array;
}

/**
 * Reads a sample from an image through `map`: intensities by linear interpolation with mirrored
 * borders, classes and weights by the nearest pixel. What lies outside of the image weighs 0.
 *
 * Weights are those of the image before the map, moved along with it, not computed anew.
 *
 * @returns false when all weights are 0: there is nothing to learn from the sample
 */
export function warpSample(image: PreparedImage, map: SampleMap, arrays: SampleArrays): boolean {
  const { inputEdgePx, outputEdgePx } = arrays;
  const halo = (inputEdgePx - outputEdgePx) / 2;
  let isAnnotated = false;
  visitRows(map, inputEdgePx, (row, positions) => {
    if (image.inputChannels === 1) readGreyRow(image, positions, arrays.input, row * inputEdgePx);
    else readColourRow(image, positions, arrays.input, row * inputEdgePx);
    if (row < halo || row >= halo + outputEdgePx) return;
    if (readTargetRow(image, positions, arrays, row - halo)) isAnnotated = true;
  });
  return isAnnotated;
}

/** `readColourRow` for one channel, with less to compute. */
function readGreyRow(
  { width, height, pixels }: PreparedImage,
  positions: RowPositions,
  input: Float32Array,
  start: number,
): void {
  for (let i = 0; i < positions.x.length; i++) {
    const x = positions.x[i] as number;
    const y = positions.y[i] as number;
    const left = Math.floor(x);
    const top = Math.floor(y);
    const fx = x - left;
    const fy = y - top;
    const isInside = left >= 0 && top >= 0 && left + 1 < width && top + 1 < height;
    const x0 = isInside ? left : mirrorIndex(left, width);
    const x1 = isInside ? left + 1 : mirrorIndex(left + 1, width);
    const row0 = (isInside ? top : mirrorIndex(top, height)) * width;
    const row1 = (isInside ? top + 1 : mirrorIndex(top + 1, height)) * width;
    const upper = (pixels[row0 + x0] as number) * (1 - fx) + (pixels[row0 + x1] as number) * fx;
    const lower = (pixels[row1 + x0] as number) * (1 - fx) + (pixels[row1 + x1] as number) * fx;
    input[start + i] = upper * (1 - fy) + lower * fy;
  }
}

function readColourRow(
  { width, height, pixels, inputChannels }: PreparedImage,
  positions: RowPositions,
  input: Float32Array,
  start: number,
): void {
  for (let i = 0; i < positions.x.length; i++) {
    const x = positions.x[i] as number;
    const y = positions.y[i] as number;
    const left = Math.floor(x);
    const top = Math.floor(y);
    const fx = x - left;
    const fy = y - top;
    const x0 = mirrorIndex(left, width) * inputChannels;
    const x1 = mirrorIndex(left + 1, width) * inputChannels;
    const row0 = mirrorIndex(top, height) * width * inputChannels;
    const row1 = mirrorIndex(top + 1, height) * width * inputChannels;
    for (let channel = 0; channel < inputChannels; channel++) {
      const upper =
        (pixels[row0 + x0 + channel] as number) * (1 - fx) +
        (pixels[row0 + x1 + channel] as number) * fx;
      const lower =
        (pixels[row1 + x0 + channel] as number) * (1 - fx) +
        (pixels[row1 + x1 + channel] as number) * fx;
      input[(start + i) * inputChannels + channel] = upper * (1 - fy) + lower * fy;
    }
  }
}

/** @returns true when a pixel of the row has a weight */
function readTargetRow(
  { width, height, target, weights }: PreparedImage,
  positions: RowPositions,
  arrays: SampleArrays,
  row: number,
): boolean {
  const { inputEdgePx, outputEdgePx } = arrays;
  const halo = (inputEdgePx - outputEdgePx) / 2;
  let isAnnotated = false;
  for (let column = 0; column < outputEdgePx; column++) {
    const x = Math.round(positions.x[halo + column] as number);
    const y = Math.round(positions.y[halo + column] as number);
    const to = row * outputEdgePx + column;
    if (x < 0 || y < 0 || x >= width || y >= height) {
      arrays.target[to] = 0;
      arrays.weights[to] = 0;
      continue;
    }
    const from = y * width + x;
    const weight = weights[from] as number;
    arrays.target[to] = target[from] as number;
    arrays.weights[to] = weight;
    if (weight > 0) isAnnotated = true;
  }
  return isAnnotated;
}
