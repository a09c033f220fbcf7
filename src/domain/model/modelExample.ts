import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ModelCard, UnetSpec } from '#domain/model/modelCard.ts';
import { prepareInput, readNormalizedWindow } from '#domain/tiling/networkInput.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';
import { AppError } from '#lib/errors.ts';

/** A tile to try a model on. */
export interface ExampleTile {
  readonly width: number;
  readonly height: number;
  /** [height, width], as a microscope would give them */
  readonly intensities: Float32Array<ArrayBuffer>;
  /** [height, width, 1], as the network reads them */
  readonly normalized: Float32Array<ArrayBuffer>;
}

/** A tile that a model was really run on. */
export interface ModelExample {
  readonly width: number;
  readonly height: number;
  /** [height, width] */
  readonly intensities: Float32Array<ArrayBuffer>;
  /** [outputHeight, outputWidth, classes], 0…1 */
  readonly probability: Float32Array<ArrayBuffer>;
}

/** Edge of the example's output: enough to see something. */
const OUTPUT_EDGE_PX = 96;

/**
 * The middle of an image, cut to a valid tile and normalised by itself, as others will do it.
 *
 * @throws AppError `shape-mismatch` when the image is smaller than the tile
 */
export function cutExampleTile(
  image: DecodedImage,
  { network, normalization }: Pick<ModelCard, 'network' | 'normalization'>,
): ExampleTile {
  const edge = inputEdgeFor(OUTPUT_EDGE_PX, network.depth);
  const left = Math.floor((image.width - edge) / 2);
  const top = Math.floor((image.height - edge) / 2);
  const [plane] = image.channels;
  if (!plane || left < 0 || top < 0) {
    throw new AppError(
      'shape-mismatch',
      `An example for this network needs ${edge} × ${edge} px, but the image has ${image.width} × ${image.height}.`,
    );
  }
  const intensities = new Float32Array(edge * edge);
  for (let y = 0; y < edge; y++) {
    const start = (top + y) * image.width + left;
    for (let x = 0; x < edge; x++) intensities[y * edge + x] = plane[start + x] as number;
  }
  const cut: DecodedImage = { ...image, width: edge, height: edge, channels: [intensities] };
  const input = prepareInput(cut, { channels: [0], invert: false, normalization, scale: 1 });
  const normalized = readNormalizedWindow(input, { x: 0, y: 0, width: edge, height: edge });
  return { width: edge, height: edge, intensities, normalized };
}

/**
 * Weights of the same network with two classes exchanged: then the probability of all but class 0,
 * which the engine gives, is that of all but `classIndex`.
 *
 * @param weights in the order of `weightShapes(spec)`, which ends with the head's kernel and bias
 */
export function withClassFirst(
  spec: UnetSpec,
  weights: Float32Array<ArrayBuffer>,
  classIndex: number,
): Float32Array<ArrayBuffer> {
  const { classCount, baseFeatures } = spec;
  const swapped = weights.slice();
  const headStart = weights.length - classCount * (baseFeatures + 1);
  for (let row = headStart; row < weights.length; row += classCount) {
    swapped[row] = weights[row + classIndex] as number;
    swapped[row + classIndex] = weights[row] as number;
  }
  return swapped;
}
