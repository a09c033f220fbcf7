import type { Normalization, UnetSpec } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { rehearsalSubject } from '#domain/training/rehearsalSubject.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { AppError } from '#lib/errors.ts';
import type { CheckpointImage } from '#storage/checkpointStore.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { readAnnotation } from '#store/actions/editAnnotation.ts';
import type { TrainingData } from '#store/actions/runningTraining.ts';
import { selectTrainingNetwork, selectTrainingSplit } from '#store/selectors/trainingData.ts';
import { findEntry, type ImageEntry } from '#store/slices/imagesSlice.ts';
import { failureText } from '#text/messages.ts';
import type { AnnotationSnapshot } from '#workers/annotationApi.ts';

/** Intensities of a network trained from scratch; those of the models that come with the page. */
export const SCRATCH_NORMALIZATION: Normalization = {
  kind: 'percentile',
  lowPercent: 0.1,
  highPercent: 99.9,
  outputRange: [-1, 1],
};

/**
 * Reads the model to start from, the images and their annotations.
 *
 * @throws AppError `invalid-argument` when there is nothing to train on, or more classes are
 *   annotated than the model tells apart; every code of reading a model
 */
export async function readTrainingData(context: ActionContext): Promise<TrainingData> {
  const state = context.store.getState();
  const split = selectTrainingSplit(state);
  if (split.training.length === 0) throw new AppError('invalid-argument', split.problem);
  const network = selectTrainingNetwork(state);
  if (!network) throw new AppError('invalid-argument', failureText.chooseModelFirst);
  checkClasses(context, [...split.training, ...(split.validation ?? [])], network);
  const model = await readStartModel(context);
  const normalization = model?.card.normalization ?? SCRATCH_NORMALIZATION;
  const { scale } = state.training.setup.recipe;
  const read = (entries: readonly ImageEntry[]) =>
    Promise.all(
      entries.map((entry) => readTrainingImage(context, entry, { normalization, scale })),
    );
  return {
    images: await read(split.training),
    validationImages: split.validation && (await read(split.validation)),
    network,
    normalization,
    weights: model?.weights ?? null,
    instanceSettings: model?.card.defaults ?? null,
    startedFrom: model?.card.id ?? null,
    rehearses: rehearsalSubject(model?.card),
  };
}

/**
 * One image with its annotation, normalised and at the scale of the recipe.
 *
 * @param snapshot the annotation of an earlier time (taken over); else that of now
 */
export async function readTrainingImage(
  context: ActionContext,
  entry: ImageEntry,
  how: { readonly normalization: Normalization; readonly scale: number },
  snapshot?: AnnotationSnapshot,
): Promise<TrainingImage> {
  const imageId = entry.id;
  const { labels, classes } = snapshot ?? (await readSnapshot(context, entry));
  const plane = await context.services.image.readTrainingData(
    { imageId, input: { ...entry.input, ...how }, annotation: labels },
    { transfer: [labels.data.buffer] },
  );
  return { id: imageId, name: entry.name, ...plane, inputChannels: 1, classes };
}

/** The images of a run as they were opened, to store them beside its checkpoints. */
export async function readCheckpointImages(
  context: ActionContext,
  imageIds: readonly string[],
): Promise<CheckpointImage[]> {
  const { services, store } = context;
  const images: CheckpointImage[] = [];
  for (const imageId of imageIds) {
    const entry = findEntry(store.getState(), imageId);
    if (!entry) continue;
    const { name, pixelSizeUm, input } = entry;
    const image = await services.image.readImage({ imageId });
    const annotation = await readSnapshot(context, entry);
    images.push({ imageId, name, image, pixelSizeUm, input, annotation });
  }
  return images;
}

/** The annotation after every edit asked so far. */
async function readSnapshot(
  context: ActionContext,
  { id, name }: ImageEntry,
): Promise<AnnotationSnapshot> {
  const snapshot = await readAnnotation(context, id, () =>
    context.services.annotation.read({ imageId: id }),
  );
  if (snapshot) return snapshot;
  throw new AppError('not-found', failureText.imageGone(name));
}

async function readStartModel({ services, store }: ActionContext): Promise<ModelContent | null> {
  const { training, chosenModelId } = store.getState();
  if (training.setup.start === 'scratch' || chosenModelId === null) return null;
  return services.models.read(chosenModelId);
}

function checkClasses(
  { store }: ActionContext,
  entries: readonly ImageEntry[],
  { classCount }: UnetSpec,
): void {
  const { annotations } = store.getState();
  for (const { id, name } of entries) {
    const highest = annotations[id]?.state.highestClass ?? 1;
    if (highest < classCount) continue;
    throw new AppError('invalid-argument', failureText.unknownClass(name, highest, classCount - 1));
  }
}
