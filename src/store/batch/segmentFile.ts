import type { BatchSettings } from '#domain/batch/batchSettings.ts';
import type { PlaneResult } from '#domain/batch/fileOutcome.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import { placeOf } from '#domain/image/stackAxes.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelInput } from '#domain/model/modelInput.ts';
import { AppError } from '#lib/errors.ts';
import type { BatchSink } from '#store/batch/batchSink.ts';
import type { ReadFile } from '#store/batch/batchWork.ts';
import { defaultDisplay, defaultInput } from '#store/channelDefaults.ts';
import type { ExportWriter } from '#store/exporting/exportWriter.ts';
import { shownChannels } from '#store/exporting/shownChannels.ts';
import { LARGE_GROWTH, matchedScale } from '#store/selectors/runScale.ts';
import type { PredictReport, Services } from '#store/services.ts';
import { batchText } from '#text/batch.ts';
import type { InstanceResult } from '#workers/imageApi.ts';

/** A file on its way through the workers. */
export interface FileWork {
  readonly services: Services;
  readonly file: File;
  /** Its first plane, where it was read before. */
  readonly ahead: ReadFile | null;
  readonly settings: BatchSettings;
  readonly card: ModelCard;
  /** Beginning of the result files, with folders. */
  readonly stem: string;
  readonly writer: ExportWriter;
  readonly sink: BatchSink;
  readonly signal: AbortSignal;
  /** Called once its last plane is read, and another file may be. */
  readonly onRead: () => void;
  /** Hears what is done now, and which share of the file's planes is. */
  readonly onProgress: (state: 'reading' | 'segmenting' | 'writing', fraction: number) => void;
}

/**
 * Segments a file, plane by plane, and writes its results. It never enters the list of images: one
 * plane at a time lies in the image worker, under an id that nobody else knows.
 *
 * @throws `cancelled`; else what reading, segmenting or writing met
 */
export async function segmentFile(work: FileWork): Promise<readonly PlaneResult[]> {
  const results: PlaneResult[] = [];
  let planeCount = 1;
  for (let pageIndex = 0; pageIndex < planeCount; pageIndex++) {
    const tell: FileWork['onProgress'] = (state, fraction) =>
      work.onProgress(state, (pageIndex + fraction) / planeCount);
    tell('reading', 0);
    const startMs = performance.now();
    const { image, decodeMs } = await readPlane(work, pageIndex);
    if (work.settings.planes === 'all') planeCount = image.pageCount;
    if (pageIndex + 1 === planeCount) work.onRead();
    const result = await segmentPlane(work, { image, pageIndex, tell });
    results.push({
      ...result,
      ms: { ...result.ms, decode: decodeMs, total: performance.now() - startMs },
    });
  }
  work.onProgress('writing', 1);
  const files = await work.writer.endImage();
  if (work.signal.aborted) throw new AppError('cancelled', 'Cancelled.');
  for (const { name, blob } of files) await work.sink.write(name, blob);
  return results;
}

async function readPlane({ services, file, ahead, signal }: FileWork, pageIndex: number) {
  if (ahead && pageIndex === 0) return ahead;
  const startMs = performance.now();
  const image = await services.decode(file, file.name, pageIndex, signal);
  return { image, decodeMs: performance.now() - startMs };
}

interface PlaneWork {
  readonly image: DecodedImage;
  readonly pageIndex: number;
  readonly tell: FileWork['onProgress'];
}

async function segmentPlane(work: FileWork, plane: PlaneWork): Promise<PlaneResult> {
  const { services, settings, signal } = work;
  const { channels, ...info } = plane.image;
  const { pixelSizeUm, width, height } = info;
  const input = inputOf(work, plane.image);
  const imageId = services.freshId('batch');
  const transfer = pixelBuffers(channels);
  try {
    const summaries = await services.image.addImage({ imageId, image: plane.image }, { transfer });
    const run = await predict(work, plane, { imageId, input });
    const found = await services.image.extractInstances(
      { imageId, settings: settings.instances, pixelSizeUm },
      { signal },
    );
    const { modelTitle, instances } = settings;
    await work.writer.addPlane(work.stem, {
      imageId,
      imageName: work.file.name,
      place: placeOf(info, plane.pageIndex),
      width,
      height,
      pixelSizeUm,
      facts: { source: 'segmentation', modelTitle, settings: instances },
      annotation: null,
      shown: shownChannels(defaultDisplay(info, summaries)),
    });
    return planeResult(run, found, { pageIndex: plane.pageIndex, width, height, pixelSizeUm });
  } finally {
    // A worker that died holds nothing any more.
    await services.image.removeImage({ imageId }).catch(() => null);
  }
}

function predict(
  { services, settings, signal }: FileWork,
  { tell }: PlaneWork,
  { imageId, input }: { readonly imageId: string; readonly input: ModelInput },
): Promise<PredictReport> {
  return services.engine.predict({
    imageId,
    modelId: settings.modelId,
    input,
    region: null,
    averageSymmetries: settings.averageSymmetries,
    signal,
    onProgress: ({ tilesDone, tileCount }) => {
      if (!signal.aborted) tell('segmenting', tileCount > 0 ? tilesDone / tileCount : 0);
    },
    onTile: () => undefined,
  });
}

function inputOf({ settings, card }: FileWork, image: DecodedImage): ModelInput {
  const channels = settings.channels ?? defaultInput(image).channels;
  const beyond = channels.find((channel) => channel >= image.channels.length);
  if (beyond !== undefined) {
    const message = batchText.noChannel(beyond + 1, image.channels.length);
    throw new AppError('shape-mismatch', message);
  }
  const { invert } = settings;
  const scale = scaleOf(settings, card, image.pixelSizeUm);
  return { channels, invert, scale, normalization: card.normalization };
}

/** @throws AppError `too-large` where a page would ask first: there is nobody to answer */
function scaleOf(settings: BatchSettings, card: ModelCard, pixelSizeUm: number | null): number {
  const matched = settings.matchesPixelSize ? matchedScale(pixelSizeUm, card.pixelSizeUm) : null;
  if (matched === null) return settings.scale;
  const growth = matched ** 2;
  if (growth <= LARGE_GROWTH) return matched;
  throw new AppError('too-large', batchText.largeGrowth(growth));
}

function planeResult(
  run: PredictReport,
  { objects, ms }: InstanceResult,
  place: Pick<PlaneResult, 'pageIndex' | 'width' | 'height' | 'pixelSizeUm'>,
): PlaneResult {
  const areas = objects.columns.find(({ id }) => id === 'area_px')?.values;
  return {
    ...place,
    objectCount: objects.rowCount,
    areaPx: areas?.reduce((sum, area) => sum + area, 0) ?? 0,
    tileCount: run.tileCount,
    backend: run.backend,
    adapter: run.adapter,
    ms: {
      decode: 0,
      inference: run.inferenceMs,
      instances: ms.instances + ms.measure,
      total: 0,
    },
  };
}
