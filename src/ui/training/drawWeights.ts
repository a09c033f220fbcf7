import type { WeightPreview } from '#store/actions/trainPreview.ts';
import { pickPixels } from '#ui/training/pickPixels.ts';

const LARGEST_EDGE_PX = 900;
/** Share of the image's grey that shows through. */
const IMAGE_SHARE = 0.35;

/** Dark to bright, even steps of lightness (after inferno). */
const HEAT = [
  [12, 8, 38],
  [87, 16, 110],
  [187, 55, 84],
  [249, 142, 9],
  [252, 255, 164],
] as const;

/** The colours as a CSS gradient, for the scale. */
export const HEAT_GRADIENT = `linear-gradient(to right, ${HEAT.map((rgb) => `rgb(${rgb.join(' ')})`).join(', ')})`;

export interface WeightRange {
  readonly low: number;
  readonly high: number;
}

/** Heat colours by weight over the grey image; the smallest and largest weight in it. */
export function drawWeights(canvas: HTMLCanvasElement, preview: WeightPreview): WeightRange {
  const { width, height, columns, rows } = pickPixels(preview, LARGEST_EDGE_PX);
  const range = weightRange(preview.weights);
  const grey = valueRange(preview.pixels);
  const image = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const source = (rows[y] as number) * preview.width + (columns[x] as number);
      const level = 255 * fractionOf(preview.pixels[source] as number, grey);
      const weight = preview.weights[source] as number;
      const color = weight > 0 ? heatColor(fractionOf(weight, range)) : null;
      const target = 4 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) {
        const heat = color?.[channel];
        image.data[target + channel] =
          heat === undefined ? level * 0.6 : IMAGE_SHARE * level + (1 - IMAGE_SHARE) * heat;
      }
      image.data[target + 3] = 255;
    }
  }
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return range;
}

/** Smallest and largest weight of pixels that count. */
export function weightRange(weights: Float32Array): WeightRange {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const weight of weights) {
    if (weight <= 0) continue;
    low = Math.min(low, weight);
    high = Math.max(high, weight);
  }
  return high > 0 ? { low, high } : { low: 0, high: 0 };
}

function valueRange(values: Float32Array): WeightRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

function fractionOf(value: number, { low, high }: WeightRange): number {
  return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
}

/** Colour of a fraction, 0 dark … 1 bright. */
export function heatColor(fraction: number): readonly [number, number, number] {
  const place = fraction * (HEAT.length - 1);
  const index = Math.min(HEAT.length - 2, Math.floor(place));
  const from = HEAT[index] as readonly [number, number, number];
  const to = HEAT[index + 1] as readonly [number, number, number];
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(from[channel] + (place - index) * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}
