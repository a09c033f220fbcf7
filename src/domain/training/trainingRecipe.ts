import type { AugmentationSettings } from '#domain/training/augmentationSettings.ts';
import type { WeightMapSettings } from '#domain/training/weightMapSettings.ts';

/** Everything that, with the data, decides how a training run goes. Plain JSON. */
export interface TrainingRecipe {
  readonly seed: number;
  /** Steps of the optimiser. */
  readonly iterations: number;
  /** Edge of the network's input, px; `null` = planned from the memory at hand. */
  readonly inputEdgePx: number | null;
  /** Samples per step; 1 in the paper. */
  readonly batchSize: number;
  /** Images are resampled by this before training, and when the model is used; 0.25–4. */
  readonly scale: number;
  /** Shape of a network trained from scratch; fine-tuning keeps the model's. */
  readonly network: { readonly depth: number; readonly baseFeatures: number };
  readonly optimizer: OptimizerSettings;
  readonly learningRate: number;
  /** The rate rises linearly over these first steps. */
  readonly warmupIterations: number;
  /** `cosine` falls to 1 % of `learningRate` at the last step. */
  readonly decay: 'none' | 'cosine';
  /** Gradients are scaled down to this L2 norm (all weights together); `null` = never. */
  readonly clipNorm: number | null;
  /** Share of the features dropped at the end of the contracting path, 0 … below 1. */
  readonly dropout: number;
  /** Keeps the weights of the contracting path (all `down` layers) as they are. */
  readonly freezeContracting: boolean;
  readonly weightMap: WeightMapSettings;
  readonly augmentation: AugmentationSettings;
  /** Share of the images kept for validation, 0…0.9; a region when there is one image. */
  readonly validationShare: number;
  /** Ends the run after this many validations without a better score; `null` = never. */
  readonly patience: number | null;
  /**
   * Share of the samples, 0…0.9, that show simulated images of what the model was made for, so that
   * it does not forget them; 0 when training from scratch. Not in the paper.
   */
  readonly rehearsalShare: number;
  /** What `keep best` compares. */
  readonly bestBy: 'iou' | 'f1_50';
}

export type OptimizerSettings =
  | { readonly kind: 'sgd'; readonly momentum: number }
  | {
      readonly kind: 'adam';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    };
