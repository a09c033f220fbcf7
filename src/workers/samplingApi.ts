import type { Rehearsal } from '#domain/training/rehearsalSubject.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import type { ImageReceiver } from '#workers/training/imageReceiver.ts';

/** What the sampling worker offers: augmented training samples, ahead of the engine. Types only. */
export interface SamplingApi extends ImageReceiver {
  /**
   * Makes ready the images given so far: cuts touching objects apart and weights every pixel of the training part.
   * @throws `invalid-argument` when nothing is annotated; the message says what to paint
   */
  prepare(request: {
    readonly recipe: TrainingRecipe;
    readonly depth: number;
    readonly inputEdgePx: number;
    readonly batchSize: number;
    /** Simulated images to mix in by the recipe's share. */
    readonly rehearsal: Rehearsal | null;
  }): { readonly objectCount: number; readonly annotatedPixels: number };
  /** The sample of one iteration: the same for the same seed, data and recipe, in any order. */
  sample(request: { readonly iteration: number }): TrainingSample;
  /** Twelve draws, or as many as asked for, of one image, for the preview. */
  preview(request: { readonly count: number; readonly seed: number }): readonly TrainingSample[];
  /** The weight map of one image, [height, width], for the preview. */
  weightMap(request: { readonly image: TrainingImage; readonly recipe: TrainingRecipe }): {
    readonly width: number;
    readonly height: number;
    readonly weights: Float32Array<ArrayBuffer>;
  };
}
