import type { LabelImage } from '#domain/image/labelImage.ts';
import { PROBABILITY_LEVELS, type ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { chooseTilePlan } from '#domain/tiling/chooseTileSize.ts';
import { readPixelWindow } from '#domain/tiling/readPixelWindow.ts';
import { cropToWriteWindow, type TilePlan } from '#domain/tiling/tilePlan.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { annotatedBounds, cropLabels } from '#domain/training/validationRegions.ts';
import { AppError } from '#lib/errors.ts';

const WORKER_BYTES = 512 * 2 ** 20;
/** Edge of what is shown of an image that is not scored. */
const SHOWN_EDGE_PX = 224;

/** A part of an image that is predicted again and again while a network learns. */
export interface ImageView {
  readonly image: TrainingImage;
  readonly region: Rectangle;
  readonly isScored: boolean;
  readonly plan: TilePlan;
  /** Annotation of the region. */
  readonly annotation: LabelImage;
  /** Latest prediction of the region. */
  readonly map: ProbabilityMap;
}

/**
 * A view of `region`; `null` gives a piece of the image that is only shown, around the annotation.
 *
 * @param maxInputEdgePx largest input edge of its tiles
 */
export function openView(
  image: TrainingImage,
  region: Rectangle | null,
  network: UnetSpec,
  maxInputEdgePx: number,
): ImageView {
  const shown = region ?? shownPiece(image.annotation);
  const { width, height } = shown;
  return {
    image,
    region: shown,
    isScored: region !== null,
    plan: planOf(shown, network, maxInputEdgePx),
    annotation: cropLabels(image.annotation, shown),
    map: { width, height, data: new Uint16Array(width * height) },
  };
}

/** The same view in other tiles. */
export function replanView(view: ImageView, network: UnetSpec, maxInputEdgePx: number): ImageView {
  return { ...view, plan: planOf(view.region, network, maxInputEdgePx) };
}

/** Pixels that the network reads for one tile. */
export function readViewTile({ image, plan }: ImageView, tileIndex: number) {
  const { read } = tileOf(plan, tileIndex);
  const pixels = readPixelWindow(image, read);
  return { pixels, width: read.width, height: read.height };
}

/** Stores the network's answer for one tile, [outputHeight, outputWidth], 0…1. */
export function writeViewTile(
  view: ImageView,
  tileIndex: number,
  probability: Float32Array<ArrayBuffer>,
  depth: number,
): void {
  const { plan, region, map } = view;
  const tile = tileOf(plan, tileIndex);
  const kept = cropToWriteWindow(probability, plan.outputWidth, tile, depth);
  const { x, y, width, height } = tile.write;
  for (let row = 0; row < height; row++) {
    const target = (y - region.y + row) * map.width + x - region.x;
    for (let column = 0; column < width; column++) {
      const value = kept[row * width + column] as number;
      map.data[target + column] = Math.round(value * PROBABILITY_LEVELS);
    }
  }
}

/** Grey levels of the view's first channel, darkest 0, brightest 255. */
export function greyOfView({ image, region }: ImageView): Uint8Array<ArrayBuffer> {
  const { width, pixels, inputChannels } = image;
  const levels = new Float32Array(region.width * region.height);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let y = 0; y < region.height; y++) {
    for (let x = 0; x < region.width; x++) {
      const value = pixels[((region.y + y) * width + region.x + x) * inputChannels] as number;
      levels[y * region.width + x] = value;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const factor = high > low ? 255 / (high - low) : 0;
  return Uint8Array.from(levels, (value) => Math.round((value - low) * factor));
}

/** The view's prediction in 8 bits. */
export function probabilityOfView({ map }: ImageView): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(map.data, (level) => Math.round((level * 255) / PROBABILITY_LEVELS));
}

function tileOf(plan: TilePlan, tileIndex: number) {
  const tile = plan.tiles[tileIndex];
  if (tile) return tile;
  throw new AppError('internal', `There is no tile ${tileIndex} of ${plan.tiles.length}.`);
}

function planOf(region: Rectangle, network: UnetSpec, maxInputEdgePx: number): TilePlan {
  return chooseTilePlan(network, region, {
    maxBufferBytes: null,
    workerBytes: WORKER_BYTES,
    workerCount: 1,
    maxInputEdge: maxInputEdgePx,
  });
}

function shownPiece(annotation: LabelImage): Rectangle {
  const whole = { x: 0, y: 0, width: annotation.width, height: annotation.height };
  const bounds = annotatedBounds(annotation) ?? whole;
  const width = Math.min(SHOWN_EDGE_PX, annotation.width);
  const height = Math.min(SHOWN_EDGE_PX, annotation.height);
  const start = (from: number, length: number, edge: number, end: number) =>
    Math.max(0, Math.min(end - edge, Math.round(from + (length - edge) / 2)));
  return {
    x: start(bounds.x, bounds.width, width, annotation.width),
    y: start(bounds.y, bounds.height, height, annotation.height),
    width,
    height,
  };
}
