import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { percentiles } from '#domain/image/percentiles.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { resample, scaledEdge } from '#domain/image/resample.ts';
import type { ModelInput } from '#domain/model/modelInput.ts';
import { mirrorIndices } from '#domain/tiling/mirrorIndex.ts';
import { AppError } from '#lib/errors.ts';

/** Keeps a constant image from being divided by nothing; the same guard as in training. */
const SMALLEST_RANGE = 1e-6;

/** One plane on the network's grid, and how its intensities are normalised. */
export interface NetworkInput {
  readonly width: number;
  readonly height: number;
  /** [height, width]; the image's own samples where no averaging or scaling was asked for */
  readonly data: PixelData;
  /** Intensities mapped to the two ends of `outputRange`. */
  readonly low: number;
  readonly high: number;
  /** Where `low` and `high` go; swapped for inverted images. */
  readonly outputRange: readonly [number, number];
}

/**
 * The plane that the network will read, window by window.
 *
 * Percentiles are those of the image before scaling, so a scale does not change the contrast.
 *
 * @throws AppError `invalid-argument` when a channel does not exist
 */
export function prepareInput(image: DecodedImage, input: ModelInput): NetworkInput {
  const { normalization, invert, scale } = input;
  const plane = averageChannels(image, input.channels);
  const [low = 0, high = 0] = percentiles(plane, [
    normalization.lowPercent,
    normalization.highPercent,
  ]);
  const width = scaledEdge(image.width, scale);
  const height = scaledEdge(image.height, scale);
  const source = { width: image.width, height: image.height, data: plane };
  const data =
    width === image.width && height === image.height ? plane : resample(source, width, height);
  const [first, second] = normalization.outputRange;
  return {
    width,
    height,
    data,
    low,
    high,
    outputRange: invert ? [second, first] : [first, second],
  };
}

function averageChannels(image: DecodedImage, channels: readonly number[]): PixelData {
  const planes = channels.map((channel) => {
    const plane = image.channels[channel];
    if (plane) return plane;
    throw new AppError(
      'invalid-argument',
      `The image has ${image.channels.length} channels; there is no channel ${channel + 1}.`,
    );
  });
  const [only] = planes;
  if (!only) throw new AppError('invalid-argument', 'Choose at least one channel for the network.');
  if (planes.length === 1) return only;
  const mean = new Float32Array(only.length);
  for (let i = 0; i < mean.length; i++) {
    let sum = 0;
    for (const plane of planes) sum += plane[i] as number;
    mean[i] = sum / planes.length;
  }
  return mean;
}

/**
 * Normalised pixels of a read window with mirrored borders. NaN and infinite samples read as `low`.
 *
 * @param window on the network's grid; may reach past the image on any side
 * @returns [window.height, window.width, 1], within `outputRange`
 */
export function readNormalizedWindow(
  input: NetworkInput,
  window: Rectangle,
): Float32Array<ArrayBuffer> {
  const { data, low, high, width, height } = input;
  const [first, second] = input.outputRange;
  const columns = mirrorIndices(window.x, window.width, width);
  const rows = mirrorIndices(window.y, window.height, height);
  const range = Math.max(high - low, SMALLEST_RANGE);
  const pixels = new Float32Array(window.width * window.height);
  for (let y = 0; y < window.height; y++) {
    const rowStart = (rows[y] as number) * width;
    const target = y * window.width;
    for (let x = 0; x < window.width; x++) {
      const fraction = ((data[rowStart + (columns[x] as number)] as number) - low) / range;
      const clipped = fraction > 0 && Number.isFinite(fraction) ? Math.min(1, fraction) : 0;
      pixels[target + x] = first + clipped * (second - first);
    }
  }
  return pixels;
}
