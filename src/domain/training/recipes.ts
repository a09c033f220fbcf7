import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { WeightMapSettings } from '#domain/training/weightMapSettings.ts';

/** Weight map of Ronneberger 2015, eq. 2: w0 = 10, σ ≈ 5 px, classes balanced. */
export const PAPER_WEIGHT_MAP: WeightMapSettings = {
  borderWeight: 10,
  borderSigmaPx: 5,
  balance: 'inverse-frequency',
  foregroundBackgroundRatio: 0.1,
  balanceSigmaPx: 10,
};

/** Defaults of the 2019 plug-in (Falk 2019). */
export const PLUGIN_WEIGHT_MAP: WeightMapSettings = {
  borderWeight: 50,
  borderSigmaPx: 6,
  balance: 'foreground-ratio',
  foregroundBackgroundRatio: 0.1,
  balanceSigmaPx: 10,
};

/** Border weights of the paper without class balance: probabilities stay honest, 0.5 a fair cut. */
const BORDERS_ONLY: WeightMapSettings = { ...PAPER_WEIGHT_MAP, balance: 'none' };

/** As in Ronneberger 2015; augmentation factors that the paper does not tell are ours. */
const PAPER_RECIPE: TrainingRecipe = {
  seed: 1,
  iterations: 20_000,
  inputEdgePx: 572,
  batchSize: 1,
  scale: 1,
  network: { depth: 4, baseFeatures: 64 },
  optimizer: { kind: 'sgd', momentum: 0.99 },
  learningRate: 1e-3,
  warmupIterations: 0,
  decay: 'none',
  clipNorm: null,
  dropout: 0.5,
  freezeContracting: false,
  weightMap: PAPER_WEIGHT_MAP,
  augmentation: {
    elasticSigmaPx: 10,
    rotate: true,
    mirror: true,
    scaleRange: [1, 1],
    greyVariation: 0.1,
    gammaVariation: 0.1,
    noise: 0,
  },
  validationShare: 0.2,
  patience: null,
  rehearsalShare: 0,
  bestBy: 'iou',
};

const ADAM = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** Small steps from weights that are good already; the images are changed mildly. */
const FINE_TUNING_RECIPE: TrainingRecipe = {
  ...PAPER_RECIPE,
  iterations: 1000,
  inputEdgePx: null,
  network: { depth: 4, baseFeatures: 16 },
  optimizer: ADAM,
  learningRate: 3e-4,
  warmupIterations: 20,
  decay: 'cosine',
  clipNorm: 1,
  dropout: 0,
  augmentation: {
    elasticSigmaPx: 4,
    rotate: true,
    mirror: true,
    scaleRange: [0.85, 1.2],
    greyVariation: 0.15,
    gammaVariation: 0.25,
    noise: 0.03,
  },
  patience: 20,
  rehearsalShare: 0.4,
  bestBy: 'f1_50',
};

/** A small network from random weights: what a laptop trains within the hour. */
const SCRATCH_RECIPE: TrainingRecipe = {
  ...FINE_TUNING_RECIPE,
  iterations: 2500,
  learningRate: 1e-3,
  warmupIterations: 50,
  dropout: 0.2,
  weightMap: BORDERS_ONLY,
  rehearsalShare: 0,
  augmentation: { ...FINE_TUNING_RECIPE.augmentation, elasticSigmaPx: 10 },
  patience: null,
};

/** Names of the recipes that come with the product. */
export type RecipePresetId = 'fine-tuning' | 'from-scratch' | 'paper-2015' | 'plugin-2019';

const PRESETS: Readonly<Record<RecipePresetId, TrainingRecipe>> = {
  'fine-tuning': FINE_TUNING_RECIPE,
  'from-scratch': SCRATCH_RECIPE,
  'paper-2015': PAPER_RECIPE,
  'plugin-2019': {
    ...FINE_TUNING_RECIPE,
    learningRate: 1e-4,
    weightMap: PLUGIN_WEIGHT_MAP,
    augmentation: { ...FINE_TUNING_RECIPE.augmentation, elasticSigmaPx: 10 },
  },
};

/** Ids in the order in which they are offered. */
export const RECIPE_PRESET_IDS = Object.keys(PRESETS) as readonly RecipePresetId[];

/** `paper-2015` is the paper's own, `plugin-2019` fine-tunes with the plug-in's weight map. */
export function presetRecipe(id: RecipePresetId): TrainingRecipe {
  return PRESETS[id];
}
