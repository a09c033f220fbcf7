import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import {
  readIntensityTile,
  readLabelTile,
  readProbabilityTile,
} from '#domain/image/readViewTile.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { scaleLabels } from '#domain/image/scaleLabels.ts';
import { summarizeChannel } from '#domain/image/summarizeChannel.ts';
import type { ImageLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import { scoreLabels } from '#domain/metrics/scoreLabels.ts';
import { extractInstances } from '#domain/segmentation/extractInstances.ts';
import { foregroundMask } from '#domain/segmentation/foregroundMask.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import {
  deleteLabels,
  type ObjectSet,
  objectSet,
  undoLastDeletion,
} from '#domain/segmentation/objectSet.ts';
import { readTruthLabels } from '#domain/segmentation/truthLabels.ts';
import { prepareInput, readNormalizedWindow } from '#domain/tiling/networkInput.ts';
import { type PredictionRun, startRun, writeProbabilities } from '#domain/tiling/predictionRun.ts';
import { writeMaskPng } from '#formats/png/writeMaskPng.ts';
import { writeObjectsCsv } from '#formats/table/objectsCsv.ts';
import { writeLabelTiff } from '#formats/tiff/writeLabelTiff.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers, Reply } from '#workers/contract.ts';
import type { ExportKind, ImageApi, InstanceResult } from '#workers/imageApi.ts';
import { type Port, serve } from '#workers/rpc.ts';

/** Everything known of one open image. */
interface OpenImage {
  readonly image: DecodedImage;
  readonly summaries: readonly ChannelSummary[];
  map: ProbabilityMap | null;
  /** Where the network filled the map; `null` = everywhere. */
  regions: readonly Rectangle[] | null;
  /** Region that the present run was asked for; `null` = everywhere. */
  runRegion: Rectangle | null;
  run: PredictionRun | null;
  objects: ObjectSet | null;
  /** Settings that the objects were extracted with. */
  settings: InstanceSettings | null;
  /** A new map: objects deleted from an earlier one may come back. */
  isFreshMap: boolean;
}

const openImages = new Map<string, OpenImage>();

function find(imageId: string): OpenImage {
  const found = openImages.get(imageId);
  if (found) return found;
  throw new AppError('not-found', 'The image is not open any more; open it again.');
}

function need<T>(value: T | null, message: string): T {
  if (value !== null) return value;
  throw new AppError('not-found', message);
}

function cutTile(open: OpenImage, layer: ImageLayer, address: ViewTileAddress): ViewTile {
  const { image, summaries, run, map, objects } = open;
  if (layer.kind === 'intensity') {
    const data = image.channels[layer.channel];
    const summary = summaries[layer.channel];
    if (!data || !summary) throw new AppError('not-found', 'The image has no such channel.');
    return readIntensityTile({ width: image.width, height: image.height, data }, summary, address);
  }
  if (layer.kind === 'labels') {
    return readLabelTile(need(objects, 'The image has no objects yet.').labels, address);
  }
  return readProbabilityTile(need(run?.map ?? map, 'The image has no prediction yet.'), address);
}

/** Measures the current objects; `startMs` is when the extraction began. */
function measured(
  open: OpenImage,
  pixelSizeUm: number | null,
  startMs: number,
): Reply<InstanceResult> {
  const { labels, deletions } = need(open.objects, 'The image has no objects yet.');
  const extractedMs = performance.now();
  const objects = measureInstances(labels, open.image.channels, { pixelSizeUm });
  const area = objects.columns.find(({ id }) => id === 'area_px');
  const covered = area ? area.values.reduce((sum, value) => sum + value, 0) : 0;
  return {
    value: {
      objects,
      coveredFraction: covered / (labels.width * labels.height),
      canUndoDelete: deletions.length > 0,
      ms: { instances: extractedMs - startMs, measure: performance.now() - extractedMs },
    },
    transfer: objects.columns.map(({ values }) => values.buffer),
  };
}

function encode(
  open: OpenImage,
  kind: ExportKind,
  pixelSizeUm: number | null,
): Uint8Array<ArrayBuffer> {
  const { labels } = need(open.objects, 'There is nothing to export yet; press Segment first.');
  if (kind === 'labels-tiff') return writeLabelTiff(labels, { pixelSizeUm });
  if (kind === 'mask-png') return writeMaskPng(labels);
  return writeObjectsCsv(measureInstances(labels, open.image.channels, { pixelSizeUm }));
}

const handlers: Handlers<ImageApi> = {
  addImage: async ({ imageId, image }) => {
    const summaries = image.channels.map((data, channel) =>
      summarizeChannel(data, image.channelNames[channel] ?? `Channel ${channel + 1}`),
    );
    openImages.set(imageId, {
      image,
      summaries,
      map: null,
      regions: [],
      runRegion: null,
      run: null,
      objects: null,
      isFreshMap: false,
      settings: null,
    });
    return { value: summaries };
  },

  removeImage: async ({ imageId }) => {
    openImages.delete(imageId);
    return { value: null };
  },

  readImage: async ({ imageId }) => {
    const { image } = find(imageId);
    const channels = image.channels.map((plane) => plane.slice());
    return {
      value: { ...image, channels },
      transfer: channels.map((plane) => plane.buffer),
    };
  },

  readTile: async ({ imageId, layer, address }) => {
    const tile = cutTile(find(imageId), layer, address);
    return { value: tile, transfer: [tile.data.buffer] };
  },

  beginPrediction: async ({ imageId, input, region }) => {
    const open = find(imageId);
    const run = startRun(open.image, input, region, open.map);
    open.run = run;
    open.runRegion = region;
    return { value: { width: run.input.width, height: run.input.height, region: run.region } };
  },

  readWindow: async ({ imageId, window }) => {
    const run = need(find(imageId).run, 'No segmentation of this image is running.');
    const pixels = readNormalizedWindow(run.input, window);
    return { value: pixels, transfer: [pixels.buffer] };
  },

  writeWindow: async ({ imageId, window, probability }) => {
    const run = need(find(imageId).run, 'No segmentation of this image is running.');
    return { value: writeProbabilities(run, window, probability) };
  },

  readTrainingData: async ({ imageId, input, annotation }) => {
    const network = prepareInput(find(imageId).image, input);
    const { width, height } = network;
    const pixels = readNormalizedWindow(network, { x: 0, y: 0, width, height });
    const scaled = scaleLabels(annotation, width, height);
    return {
      value: { width, height, pixels, annotation: scaled },
      transfer: [pixels.buffer, scaled.data.buffer],
    };
  },

  endPrediction: async ({ imageId, keep }) => {
    const open = openImages.get(imageId);
    if (open?.run && keep) {
      open.map = open.run.map;
      open.regions = open.runRegion && open.regions && [...open.regions, open.runRegion];
      open.isFreshMap = true;
    }
    if (open) open.run = null;
    return { value: null };
  },

  extractInstances: async ({ imageId, settings, pixelSizeUm }) => {
    const open = find(imageId);
    const startMs = performance.now();
    const map = need(open.map, 'There is no prediction yet; press Segment first.');
    const { labels } = extractInstances(map, settings);
    open.objects = objectSet(labels, open.isFreshMap ? [] : open.objects?.deletions);
    open.isFreshMap = false;
    open.settings = settings;
    return measured(open, pixelSizeUm, startMs);
  },

  deleteObjects: async ({ imageId, labels, pixelSizeUm }) => {
    const open = find(imageId);
    open.objects = deleteLabels(need(open.objects, 'The image has no objects yet.'), labels);
    return measured(open, pixelSizeUm, performance.now());
  },

  undoDelete: async ({ imageId, pixelSizeUm }) => {
    const open = find(imageId);
    open.objects = undoLastDeletion(need(open.objects, 'The image has no objects yet.'));
    return measured(open, pixelSizeUm, performance.now());
  },

  readLabels: async ({ imageId }) => {
    const { objects, regions } = find(imageId);
    const { labels } = need(objects, 'The image has no objects yet.');
    const data = labels.data.slice();
    return { value: { labels: { ...labels, data }, regions }, transfer: [data.buffer] };
  },

  labelsFromImage: async ({ image }) => {
    const labels = readTruthLabels(image, 'auto');
    return { value: labels, transfer: [labels.data.buffer] };
  },

  encodeAnnotation: async ({ labels, pixelSizeUm }) => {
    const { data } = labels;
    for (let i = 0; i < data.length; i++) if (data[i] === BACKGROUND) data[i] = 0;
    const bytes = writeLabelTiff(labels, { pixelSizeUm });
    return { value: bytes, transfer: [bytes.buffer] };
  },

  exportResult: async ({ imageId, kind, pixelSizeUm }) => {
    const bytes = encode(find(imageId), kind, pixelSizeUm);
    return { value: bytes, transfer: [bytes.buffer] };
  },

  evaluate: async ({ imageId, truth, labelKind }) => {
    const { objects, map, settings } = find(imageId);
    const { labels } = need(objects, 'The image has no objects yet.');
    const grown = map && settings?.growToBorders;
    const foreground = grown ? foregroundMask(map, settings.threshold) : labels;
    return { value: scoreLabels(readTruthLabels(truth, labelKind), labels, foreground) };
  },
};

serve<ImageApi>(self as unknown as Port, handlers);
