import { trainOnFiles } from '#app/headlessTraining.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import { placeOf } from '#domain/image/stackAxes.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { defaultInput } from '#store/channelDefaults.ts';
import { openExport } from '#store/exporting/exportWriter.ts';
import type { Services } from '#store/services.ts';
import type { PredictReport, RunProgress } from '#workers/engineService.ts';
import type {
  AddressedFile,
  EvaluateFileReport,
  EvaluateFileRequest,
  HeadlessApi,
  HeadlessOutcome,
  HeadlessRun,
  SegmentFileReport,
  SegmentFileRequest,
  TrainingProgressReport,
} from '#workers/headlessApi.ts';

/** One image at a time is open; its id never shows. */
const IMAGE_ID = 'image';

/**
 * The page's own services, one whole file per call.
 *
 * @param onProgress hears of each stored tile
 * @param onTraining hears now and then how a training stands
 */
export function createHeadlessApi(
  services: Services,
  onProgress: (progress: RunProgress) => void,
  onTraining: (progress: TrainingProgressReport) => void,
): HeadlessApi {
  return {
    models: () => asOutcome(() => services.models.list()),
    segment: (request) => asOutcome(() => segment(services, request, onProgress)),
    evaluate: (request) => asOutcome(() => evaluate(services, request, onProgress)),
    exportModel: (request) =>
      asOutcome(async () => {
        const bytes = await services.models.pack(request.modelId, request.format);
        await post(request.fileUrl, new Blob([bytes]));
        return null;
      }),
    train: (request) => asOutcome(() => trainOnFiles(services, request, decode, onTraining)),
  };
}

async function segment(
  services: Services,
  request: SegmentFileRequest,
  onProgress: (progress: RunProgress) => void,
): Promise<SegmentFileReport> {
  const startMs = performance.now();
  const opened = await openFile(services, request.file);
  const decodeMs = performance.now() - startMs;
  try {
    const card = await findModel(services, request.modelId);
    const run = await predict(services, { ...request, opened, card }, onProgress);
    const { pixelSizeUm } = opened;
    const { objects, ms } = await services.image.extractInstances({
      imageId: IMAGE_ID,
      settings: card.defaults,
      pixelSizeUm,
    });
    await postResults(services, request, opened, card);
    return {
      backend: run.backend,
      adapter: run.adapter,
      width: opened.width,
      height: opened.height,
      objects: objects.rowCount,
      tiles: run.tileCount,
      ms: {
        decode: decodeMs,
        inference: run.inferenceMs,
        instances: ms.instances + ms.measure,
        total: performance.now() - startMs,
      },
    };
  } finally {
    await services.image.removeImage({ imageId: IMAGE_ID });
  }
}

async function evaluate(
  services: Services,
  request: EvaluateFileRequest,
  onProgress: (progress: RunProgress) => void,
): Promise<EvaluateFileReport> {
  const truth = await decode(services, request.truth);
  const opened = await openFile(services, request.file);
  try {
    const card = await findModel(services, request.modelId);
    const run = await predict(services, { ...request, opened, card }, onProgress);
    const scores = [];
    for (const variant of request.variants) {
      await services.image.extractInstances({
        imageId: IMAGE_ID,
        settings: { ...card.defaults, ...variant },
        pixelSizeUm: null,
      });
      scores.push(
        await services.image.evaluate({
          imageId: IMAGE_ID,
          truth,
          labelKind: request.labelKind,
        }),
      );
    }
    return { backend: run.backend, adapter: run.adapter, scores };
  } finally {
    await services.image.removeImage({ imageId: IMAGE_ID });
  }
}

type ImageFacts = Omit<DecodedImage, 'channels'>;

async function openFile(services: Services, file: AddressedFile): Promise<ImageFacts> {
  const image = await decode(services, file);
  const { channels, ...facts } = image;
  const transfer = pixelBuffers(channels);
  await services.image.addImage({ imageId: IMAGE_ID, image }, { transfer });
  return facts;
}

async function decode(services: Services, { url, name }: AddressedFile): Promise<DecodedImage> {
  const response = await fetch(url);
  if (!response.ok) throw new AppError('not-found', `${name} could not be read.`);
  return services.decode(await response.blob(), name, 0, new AbortController().signal);
}

async function findModel(services: Services, modelId: string): Promise<ModelCard> {
  const cards = await services.models.list();
  const card = cards.find(({ id }) => id === modelId);
  if (card) return card;
  const ids = cards.map(({ id }) => id).join(', ');
  throw new AppError('not-found', `There is no model "${modelId}"; there are ${ids}.`);
}

function predict(
  services: Services,
  run: HeadlessRun & { readonly opened: ImageFacts; readonly card: ModelCard },
  onProgress: (progress: RunProgress) => void,
): Promise<PredictReport> {
  const { opened, card, scale, averageSymmetries } = run;
  return services.engine.predict({
    imageId: IMAGE_ID,
    modelId: card.id,
    input: {
      ...defaultInput(opened),
      normalization: card.normalization,
      scale: scale ?? card.scale ?? 1,
    },
    region: null,
    averageSymmetries,
    signal: new AbortController().signal,
    onProgress,
    onTile: () => undefined,
  });
}

/** Sends label image and table to the addresses that were asked for. */
async function postResults(
  services: Services,
  request: SegmentFileRequest,
  opened: ImageFacts,
  { title, defaults }: ModelCard,
): Promise<void> {
  const writer = await openExport(
    services,
    {
      formats: ['labels-tiff', 'objects-csv'],
      joins: 'image',
      joinedStem: 'results',
      isZipped: false,
      overlay: { style: 'outline', opacity: 1 },
    },
    new AbortController().signal,
  );
  try {
    const { width, height, pixelSizeUm, pageIndex } = opened;
    await writer.addPlane('result', {
      imageId: IMAGE_ID,
      imageName: request.file.name,
      place: placeOf(opened, pageIndex),
      width,
      height,
      pixelSizeUm,
      facts: { source: 'segmentation', modelTitle: title, settings: defaults },
      annotation: null,
      shown: [],
    });
    for (const { name, blob } of await writer.endImage()) {
      await post(name.endsWith('.csv') ? request.tableUrl : request.labelsUrl, blob);
    }
  } finally {
    writer.close();
  }
}

async function post(url: string, body: Blob): Promise<void> {
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok)
    throw new AppError('internal', `A result could not be written: ${await response.text()}`);
}

async function asOutcome<T>(work: () => Promise<T>): Promise<HeadlessOutcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const { code, message } = toAppError(error);
    return { ok: false, code, message };
  }
}
