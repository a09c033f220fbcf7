import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { PROBABILITY_LEVELS, type ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { resampleWindow } from '#domain/image/resample.ts';
import type { ModelInput } from '#domain/model/modelInput.ts';
import { type NetworkInput, prepareInput } from '#domain/tiling/networkInput.ts';

/** One inference run over an image: what the network reads, and the map that fills up. */
export interface PredictionRun {
  readonly input: NetworkInput;
  /** Region to segment, on the network's grid. */
  readonly region: Rectangle;
  /** On the image's grid, complete up to the tiles written so far. */
  readonly map: ProbabilityMap;
  /** On the network's grid; the same object as `map` at scale 1. */
  readonly networkMap: ProbabilityMap;
}

/**
 * Starts a run.
 *
 * @param region on the image's grid; `null` = the whole image
 * @param previous map to keep outside the region, from an earlier run of the same image
 */
export function startRun(
  image: DecodedImage,
  modelInput: ModelInput,
  region: Rectangle | null,
  previous: ProbabilityMap | null,
): PredictionRun {
  const input = prepareInput(image, modelInput);
  const whole = { x: 0, y: 0, width: image.width, height: image.height };
  const imageRegion = region ? intersect(region, whole) : whole;
  const map = {
    width: image.width,
    height: image.height,
    data: region && previous ? previous.data.slice() : new Uint16Array(image.width * image.height),
  };
  const isScaled = input.width !== image.width || input.height !== image.height;
  const networkMap = isScaled
    ? {
        width: input.width,
        height: input.height,
        data: new Uint16Array(input.width * input.height),
      }
    : map;
  return { input, region: rescale(imageRegion, whole, input), map, networkMap };
}

/**
 * Stores the probabilities of one write window.
 *
 * @param window on the network's grid
 * @param probability [window.height, window.width], 0…1
 * @returns the part of the image's grid that changed
 */
export function writeProbabilities(
  run: PredictionRun,
  window: Rectangle,
  probability: Float32Array,
): Rectangle {
  const { networkMap, map } = run;
  for (let y = 0; y < window.height; y++) {
    const target = (window.y + y) * networkMap.width + window.x;
    for (let x = 0; x < window.width; x++) {
      const value = probability[y * window.width + x] as number;
      networkMap.data[target + x] = Math.round(value * PROBABILITY_LEVELS);
    }
  }
  if (networkMap === map) return window;
  const changed = rescale(window, networkMap, map);
  const levels = resampleWindow(networkMap, map.width, map.height, changed);
  for (let y = 0; y < changed.height; y++) {
    const target = (changed.y + y) * map.width + changed.x;
    for (let x = 0; x < changed.width; x++) {
      map.data[target + x] = Math.round(levels[y * changed.width + x] as number);
    }
  }
  return changed;
}

/** `part` of the grid `from` as pixels of the grid `to`, widened by what interpolation reaches. */
function rescale(
  part: Rectangle,
  from: { width: number; height: number },
  to: { width: number; height: number },
): Rectangle {
  if (from.width === to.width && from.height === to.height) return part;
  const scaleX = to.width / from.width;
  const scaleY = to.height / from.height;
  const left = Math.floor((part.x - 1) * scaleX);
  const top = Math.floor((part.y - 1) * scaleY);
  const right = Math.ceil((part.x + part.width + 1) * scaleX);
  const bottom = Math.ceil((part.y + part.height + 1) * scaleY);
  const whole = { x: 0, y: 0, width: to.width, height: to.height };
  return intersect({ x: left, y: top, width: right - left, height: bottom - top }, whole);
}

/** The common part of two rectangles; at least one pixel of `bounds`. */
function intersect(part: Rectangle, bounds: Rectangle): Rectangle {
  const x = Math.min(Math.max(Math.floor(part.x), bounds.x), bounds.x + bounds.width - 1);
  const y = Math.min(Math.max(Math.floor(part.y), bounds.y), bounds.y + bounds.height - 1);
  const right = Math.min(Math.ceil(part.x + part.width), bounds.x + bounds.width);
  const bottom = Math.min(Math.ceil(part.y + part.height), bounds.y + bounds.height);
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}
