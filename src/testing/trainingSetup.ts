import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import type { Normalization, UnetSpec } from '#domain/model/modelCard.ts';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { prepareInput, readNormalizedWindow } from '#domain/tiling/networkInput.ts';
import { presetRecipe } from '#domain/training/recipes.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { StartTraining } from '#workers/trainingService.ts';

const NORMALIZATION: Normalization = {
  kind: 'percentile',
  lowPercent: 0.1,
  highPercent: 99.9,
  outputRange: [-1, 1],
};

/** A network that trains in the blink of an eye. */
export const TINY_NETWORK: UnetSpec = {
  depth: 1,
  baseFeatures: 4,
  inputChannels: 1,
  classCount: 2,
};

/** A recipe whose steps take milliseconds, without anything random but weights and samples. */
export function tinyRecipe(change: Partial<TrainingRecipe> = {}): TrainingRecipe {
  return {
    ...presetRecipe('from-scratch'),
    seed: 7,
    iterations: 20,
    inputEdgePx: 60,
    network: { depth: 1, baseFeatures: 4 },
    learningRate: 0.01,
    warmupIterations: 2,
    ...change,
  };
}

/** A simulated micrograph with all its nuclei annotated. */
export function annotatedNuclei(seed: number, edgePx = 128): TrainingImage {
  const { image, truth } = simulateNuclei({ width: edgePx, height: edgePx, seed });
  const input = prepareInput(image, {
    channels: [0],
    invert: false,
    normalization: NORMALIZATION,
    scale: 1,
  });
  const whole = { x: 0, y: 0, width: edgePx, height: edgePx };
  return {
    id: `nuclei-${seed}`,
    name: `nuclei-${seed}.tif`,
    width: edgePx,
    height: edgePx,
    pixels: readNormalizedWindow(input, whole),
    inputChannels: 1,
    annotation: {
      width: edgePx,
      height: edgePx,
      data: truth.data.map((label) => label || BACKGROUND),
    },
    classes: new Map(),
  };
}

/** A tiny run from scratch on two images, validated on a third. */
export function tinyTraining(change: Partial<StartTraining> = {}): StartTraining {
  return {
    images: [annotatedNuclei(1), annotatedNuclei(2)],
    validationImages: [annotatedNuclei(3)],
    recipe: tinyRecipe(),
    network: TINY_NETWORK,
    normalization: NORMALIZATION,
    weights: null,
    startedFrom: null,
    rehearses: null,
    checkpoint: null,
    maxSeconds: null,
    onChange: () => undefined,
    ...change,
  };
}
