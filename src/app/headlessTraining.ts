import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import type { ModelCard, Normalization, UnetSpec } from '#domain/model/modelCard.ts';
import { readTruthLabels } from '#domain/segmentation/truthLabels.ts';
import { rehearsalSubject } from '#domain/training/rehearsalSubject.ts';
import { trainedModelCard } from '#domain/training/trainedModelCard.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { defaultInput } from '#store/channelDefaults.ts';
import type { Services } from '#store/services.ts';
import type {
  AddressedFile,
  LabelledFile,
  TrainFilesReport,
  TrainFilesRequest,
  TrainingProgressReport,
} from '#workers/headlessApi.ts';
import type { StartTraining, TrainingStatus } from '#workers/trainingService.ts';

/** Intensities as the models that come with Cellpane see them. */
const NORMALIZATION: Normalization = {
  kind: 'percentile',
  lowPercent: 0.1,
  highPercent: 99.9,
  outputRange: [-1, 1],
};
const IMAGE_ID = 'training-image';
/** A model's card holds 64 classes. */
const MOST_CLASSES = 64;
/** Kept back from a time limit for writing the model, and in case a validation takes longer. */
const RESERVED_SECONDS = { least: 3, share: 0.04, most: 30 };

type Failure = TrainFilesReport['failures'][number];

/** Reads a file of the command line; as in `headlessRuns.ts`. */
export type DecodeFile = (services: Services, file: AddressedFile) => Promise<DecodedImage>;

/**
 * Trains on files and posts the weights. Images that cannot be read are left out and told of; so is
 * a run that fails half way, of which the weights until then are a result.
 *
 * @throws the images' failures when none could be read; the run's own before its first stored state
 */
export async function trainOnFiles(
  services: Services,
  request: TrainFilesRequest,
  decode: DecodeFile,
  onProgress: (progress: TrainingProgressReport) => void,
): Promise<TrainFilesReport> {
  const { fromModelId, recipe } = request;
  const base = fromModelId === null ? null : await services.models.read(fromModelId);
  const failures: Failure[] = [];
  const reader = { services, decode, request, base: base?.card ?? null, failures };
  const images = await readAll(reader, request.training);
  if (images.length === 0) throw nothingRead(failures);
  const validationImages = request.validation && (await readAll(reader, request.validation));
  const network = base?.card.network ?? scratchNetwork(request, images);
  const run = await services.training.start({
    images,
    validationImages,
    recipe,
    network,
    normalization: base?.card.normalization ?? NORMALIZATION,
    weights: base?.weights ?? null,
    startedFrom: fromModelId,
    rehearses: rehearsalSubject(base?.card),
    instanceSettings: base?.card.defaults ?? null,
    checkpoint: null,
    maxSeconds: secondsUntil(request.deadlineMs),
    onChange: (status) => onProgress(progressOf(status)),
  });
  try {
    const status = await run.finished;
    if (status.error) {
      if (status.iteration === 0) throw status.error;
      const { code, message } = status.error;
      failures.push({ file: request.title, code, message });
    }
    const { record, weights } = await run.result('best');
    const card = trainedModelCard(record, base?.card ?? null, request.title);
    await postWeights(request.weightsUrl, weights);
    return { card, record, endedBy: status.endedBy ?? '', notes: status.notes, failures };
  } finally {
    run.dispose();
  }
}

interface Reader {
  readonly services: Services;
  readonly decode: DecodeFile;
  readonly request: TrainFilesRequest;
  readonly base: ModelCard | null;
  readonly failures: Failure[];
}

async function readAll(
  reader: Reader,
  files: readonly LabelledFile[],
): Promise<readonly TrainingImage[]> {
  const images: TrainingImage[] = [];
  for (const labelled of files) {
    try {
      images.push(await readImage(reader, labelled));
    } catch (error) {
      const { code, message } = toAppError(error);
      reader.failures.push({ file: labelled.file.name, code, message });
    }
  }
  return images;
}

async function readImage(
  { services, decode, request, base }: Reader,
  { name, file, labels: labelFile }: LabelledFile,
): Promise<TrainingImage> {
  const truth = await decode(services, labelFile);
  const labels = readTruthLabels(truth, request.labelKind);
  const isTwoClass = base !== null && base.network.classCount === 2;
  const classCount = base?.network.classCount ?? MOST_CLASSES;
  const classes =
    request.labelKind === 'classes' && !isTwoClass
      ? classesOf(labels, truth, classCount)
      : new Map<number, number>();
  const image = await decode(services, file);
  const { width, height } = image;
  if (labels.width !== width || labels.height !== height) {
    throw new AppError(
      'shape-mismatch',
      `The image has ${width} × ${height} px, its labels ${labels.width} × ${labels.height} px.`,
    );
  }
  const input = {
    ...defaultInput(image),
    normalization: base?.normalization ?? NORMALIZATION,
    scale: request.recipe.scale,
  };
  const annotation = { width, height, data: labels.data.map((label) => label || BACKGROUND) };
  const transfer = pixelBuffers(image.channels);
  await services.image.addImage({ imageId: IMAGE_ID, image }, { transfer });
  try {
    const plane = await services.image.readTrainingData(
      { imageId: IMAGE_ID, input, annotation },
      { transfer: [annotation.data.buffer] },
    );
    return { id: file.name, name, inputChannels: 1, classes, ...plane };
  } finally {
    await services.image.removeImage({ imageId: IMAGE_ID });
  }
}

/** Each in a line of its own. */
function nothingRead(failures: readonly Failure[]): AppError {
  const lines = failures.map(({ file, message }) => `${file}: ${message}`);
  return new AppError('unsupported-format', lines.join('\n') || 'There are no images.');
}

/**
 * Class of every object, where it is not 1.
 *
 * @throws AppError `unsupported-format` when a value is no class of the network
 */
function classesOf(
  labels: LabelImage,
  { channels }: DecodedImage,
  classCount: number,
): Map<number, number> {
  const classes = new Map<number, number>();
  const values = channels[0];
  for (let i = 0; i < labels.data.length; i++) {
    const label = labels.data[i] as number;
    const value = values?.[i] ?? 0;
    if (label === 0 || value === 1) continue;
    if (!(Number.isInteger(value) && value > 0 && value < classCount)) {
      throw new AppError(
        'unsupported-format',
        `The label image holds the value ${value}, but the network's classes are 1 to ${classCount - 1}; leave out --classes where values are object ids or a mask.`,
      );
    }
    classes.set(label, value);
  }
  return classes;
}

function scratchNetwork({ recipe }: TrainFilesRequest, images: readonly TrainingImage[]): UnetSpec {
  let lastClass = 1;
  for (const { classes } of images) {
    for (const value of classes.values()) lastClass = Math.max(lastClass, value);
  }
  return { ...recipe.network, inputChannels: 1, classCount: lastClass + 1 };
}

function secondsUntil(deadlineMs: number | null): StartTraining['maxSeconds'] {
  if (deadlineMs === null) return null;
  const seconds = (deadlineMs - Date.now()) / 1000;
  const { least, share, most } = RESERVED_SECONDS;
  const reserved = Math.min(most, Math.max(least, share * seconds));
  return Math.max(1, seconds - reserved);
}

function progressOf(status: TrainingStatus): TrainingProgressReport {
  const { phase, iteration, iterations, loss, secondsLeft, history } = status;
  const validation = history.validation.at(-1) ?? null;
  return { phase, iteration, iterations, loss, secondsLeft, validation };
}

async function postWeights(url: string, weights: Float32Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: weights });
  if (response.ok) return;
  throw new AppError('internal', `The weights could not be written: ${await response.text()}`);
}
