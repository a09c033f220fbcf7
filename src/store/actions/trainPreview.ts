import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { AppError } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { readTrainingImage, SCRATCH_NORMALIZATION } from '#store/actions/trainData.ts';
import { selectTrainingNetwork } from '#store/selectors/trainingData.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { failureText } from '#text/messages.ts';

/** Draws shown of the augmentation. */
const DRAW_COUNT = 12;

/** A weight map over the image that it belongs to. */
export interface WeightPreview {
  readonly width: number;
  readonly height: number;
  /** What the network sees, [height, width]. */
  readonly pixels: Float32Array;
  /** w(x), [height, width]; 0 = ignored */
  readonly weights: Float32Array;
}

/** The weight map of one image with the recipe of now; `null` after a failure, which is shown. */
export async function previewWeightMap(
  context: ActionContext,
  imageId: string,
): Promise<WeightPreview | null> {
  const sampling = context.services.startSampling();
  try {
    const image = await readForPreview(context, imageId);
    const { recipe } = context.store.getState().training.setup;
    const map = await sampling.client.weightMap({ image, recipe });
    return { ...map, pixels: image.pixels };
  } catch (error) {
    reportFailure(context, failureText.weightMap, error);
    return null;
  } finally {
    sampling.terminate();
  }
}

/** Twelve augmented samples of one place in an image; `null` after a failure, which is shown. */
export async function previewAugmentation(
  context: ActionContext,
  imageId: string,
): Promise<readonly TrainingSample[] | null> {
  const sampling = context.services.startSampling();
  try {
    const image = await readForPreview(context, imageId);
    const { setup, plan } = context.store.getState().training;
    const network = selectTrainingNetwork(context.store.getState());
    if (!network) throw new AppError('invalid-argument', failureText.chooseModelFirst);
    const planned =
      plan.plan ?? (await context.services.training.plan({ recipe: setup.recipe, network }));
    await sampling.client.addImage({ image });
    await sampling.client.prepare({
      recipe: setup.recipe,
      depth: network.depth,
      inputEdgePx: planned.inputEdgePx,
      batchSize: 1,
      rehearsal: null,
    });
    return await sampling.client.preview({ count: DRAW_COUNT, seed: setup.recipe.seed });
  } catch (error) {
    reportFailure(context, failureText.augmentation, error);
    return null;
  } finally {
    sampling.terminate();
  }
}

async function readForPreview(context: ActionContext, imageId: string) {
  const state = context.store.getState();
  const entry = findEntry(state, imageId);
  if (!entry) throw new AppError('not-found', failureText.imageClosed);
  const { start, recipe } = state.training.setup;
  const card = start === 'model' ? findCard(state, state.chosenModelId) : undefined;
  const normalization = card?.normalization ?? SCRATCH_NORMALIZATION;
  return readTrainingImage(context, entry, { normalization, scale: recipe.scale });
}
