import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import type { AugmentationSettings } from '#domain/training/augmentationSettings.ts';
import { presetRecipe } from '#domain/training/recipes.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import { TrainingSampler } from '#domain/training/trainingSampler.ts';

const DEPTH = 2;
/** A network of depth 2 turns 60 px into 20 px. */
export const INPUT_EDGE = 60;
/** See `INPUT_EDGE`. */
export const OUTPUT_EDGE = 20;
/** Around the output, on each side. */
export const HALO = 20;

/** Samples are cut out as they are. */
export const NO_CHANGE: AugmentationSettings = {
  elasticSigmaPx: 0,
  rotate: false,
  mirror: false,
  scaleRange: [1, 1],
  greyVariation: 0,
  gammaVariation: 0,
  noise: 0,
};

/** All that moves pixels. */
export const WARP: AugmentationSettings = {
  ...NO_CHANGE,
  elasticSigmaPx: 6,
  rotate: true,
  mirror: true,
  scaleRange: [0.8, 1.25],
};

function recipe(augmentation: AugmentationSettings, seed = 1): TrainingRecipe {
  return { ...presetRecipe('from-scratch'), augmentation, seed };
}

/** How an image is drawn. */
export interface Drawing {
  readonly width?: number;
  readonly height?: number;
  readonly channels?: number;
  readonly classes?: ReadonlyMap<number, number>;
  readonly annotate: (x: number, y: number) => number;
  readonly paint?: (x: number, y: number, channel: number) => number;
}

/** An image of which every pixel is told; without `paint`, it is black. */
export function draw(drawing: Drawing): TrainingImage {
  const { width = 100, height = 80, channels = 1, annotate, paint, classes } = drawing;
  const annotation = new Uint32Array(width * height);
  const pixels = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      annotation[y * width + x] = annotate(x, y);
      for (let channel = 0; channel < channels; channel++) {
        pixels[(y * width + x) * channels + channel] = paint?.(x, y, channel) ?? 0;
      }
    }
  }
  return {
    id: 'drawn',
    name: 'drawn',
    width,
    height,
    pixels,
    inputChannels: channels,
    annotation: { width, height, data: annotation },
    classes: classes ?? new Map(),
  };
}

/** A sampler of a network of depth 2. */
export function sampler(
  images: readonly TrainingImage[],
  augmentation: AugmentationSettings,
  { batchSize = 1, seed = 1 } = {},
): TrainingSampler {
  return new TrainingSampler({
    images,
    recipe: recipe(augmentation, seed),
    depth: DEPTH,
    inputEdgePx: INPUT_EDGE,
    batchSize,
  });
}

/** True on lines 4 px wide. */
export const isOnGrid = (x: number, y: number) => x % 14 < 4 || y % 14 < 4;
/** Such a grid as objects and as brightness alike. */
export const GRID = draw({
  width: 160,
  height: 150,
  annotate: (x, y) => (isOnGrid(x, y) ? 1 : BACKGROUND),
  paint: (x, y) => (isOnGrid(x, y) ? 1 : 0),
});
