import { paintShownRows } from '#domain/image/paintShownRows.ts';
import { scaleLabels } from '#domain/image/scaleLabels.ts';
import { summarizeChannel } from '#domain/image/summarizeChannel.ts';
import { scoreLabels } from '#domain/metrics/scoreLabels.ts';
import { extractInstances } from '#domain/segmentation/extractInstances.ts';
import { foregroundMask } from '#domain/segmentation/foregroundMask.ts';
import { labelsFromMap } from '#domain/segmentation/keptLabels.ts';
import { readLabelImage } from '#domain/segmentation/labelReading.ts';
import { deleteLabels, objectSet, undoLastDeletion } from '#domain/segmentation/objectSet.ts';
import { readTruthLabels } from '#domain/segmentation/truthLabels.ts';
import { prepareInput, readNormalizedWindow } from '#domain/tiling/networkInput.ts';
import { startRun, writeProbabilities } from '#domain/tiling/predictionRun.ts';
import { writeEvaluationCsv } from '#formats/table/evaluationCsv.ts';
import { AppError } from '#lib/errors.ts';
import {
  compareWithTruth,
  forgetComparison,
  judgeAgain,
  readVerdicts,
} from '#workers/comparisons.ts';
import type { Handlers } from '#workers/contract.ts';
import { annotatedObjects, exportedObjects } from '#workers/exportedObjects.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import { cutTile, findOpen, measured, need, openImages } from '#workers/openImages.ts';
import { type Port, serve } from '#workers/rpc.ts';
import { clearPrediction, keptMap, showLabels } from '#workers/shownLabels.ts';

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
    const { image } = findOpen(imageId);
    const channels = image.channels.map((plane) => plane.slice());
    return {
      value: { ...image, channels },
      transfer: channels.map((plane) => plane.buffer),
    };
  },

  readTile: async ({ imageId, layer, address }) => {
    const tile =
      layer.kind === 'comparison'
        ? readVerdicts(imageId, address)
        : cutTile(findOpen(imageId), layer, address);
    return { value: tile, transfer: [tile.data.buffer] };
  },

  beginPrediction: async ({ imageId, input, region }) => {
    const open = findOpen(imageId);
    const run = startRun(open.image, input, region, open.map);
    open.run = run;
    open.runRegion = region;
    return { value: { width: run.input.width, height: run.input.height, region: run.region } };
  },

  readWindow: async ({ imageId, window }) => {
    const run = need(findOpen(imageId).run, 'No segmentation of this image is running.');
    const pixels = readNormalizedWindow(run.input, window);
    return { value: pixels, transfer: [pixels.buffer] };
  },

  writeWindow: async ({ imageId, window, probability }) => {
    const run = need(findOpen(imageId).run, 'No segmentation of this image is running.');
    return { value: writeProbabilities(run, window, probability) };
  },

  readTrainingData: async ({ imageId, input, annotation }) => {
    const network = prepareInput(findOpen(imageId).image, input);
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
      // Objects without a map say nothing of where the network has looked.
      const former = open.map ? open.regions : [];
      open.map = open.run.map;
      open.regions = open.runRegion && former && [...former, open.runRegion];
      open.isFreshMap = true;
    }
    if (open) open.run = null;
    return { value: null };
  },

  extractInstances: async ({ imageId, settings, pixelSizeUm }) => {
    const open = findOpen(imageId);
    const startMs = performance.now();
    const map = need(open.map, 'There is no prediction yet; press Segment first.');
    const { labels } = extractInstances(map, settings);
    open.objects = objectSet(labels, open.isFreshMap ? [] : open.objects?.deletions);
    open.isFreshMap = false;
    open.settings = settings;
    return measured(open, pixelSizeUm, startMs);
  },

  deleteObjects: async ({ imageId, labels, pixelSizeUm }) => {
    const open = findOpen(imageId);
    open.objects = deleteLabels(need(open.objects, 'The image has no objects yet.'), labels);
    return measured(open, pixelSizeUm, performance.now());
  },

  undoDelete: async ({ imageId, pixelSizeUm }) => {
    const open = findOpen(imageId);
    open.objects = undoLastDeletion(need(open.objects, 'The image has no objects yet.'));
    return measured(open, pixelSizeUm, performance.now());
  },

  readPrediction: async ({ imageId }) => {
    const open = findOpen(imageId);
    const map = keptMap(open);
    return { value: { map, regions: open.regions }, transfer: [map.data.buffer] };
  },

  restorePrediction: async (request) => {
    const { imageId, map, regions, settings, deletions, pixelSizeUm } = request;
    const open = findOpen(imageId);
    const { width, height } = open.image;
    if (request.holdsLabels) {
      return showLabels(open, labelsFromMap(map, height), pixelSizeUm, deletions);
    }
    if (map.width !== width || map.height !== height) {
      throw new AppError(
        'shape-mismatch',
        `The prediction that was kept has ${map.width} × ${map.height} px, but the image ${width} × ${height} px; segment it again.`,
      );
    }
    const startMs = performance.now();
    open.map = map;
    open.regions = regions;
    open.isFreshMap = false;
    open.objects = objectSet(extractInstances(map, settings).labels, deletions);
    open.settings = settings;
    return measured(open, pixelSizeUm, startMs);
  },

  readLabels: async ({ imageId }) => {
    const { objects, regions } = findOpen(imageId);
    const { labels } = need(objects, 'The image has no objects yet.');
    const data = labels.data.slice();
    return { value: { labels: { ...labels, data }, regions }, transfer: [data.buffer] };
  },

  labelsFromImage: async ({ image, reading }) => {
    const read = readLabelImage(image, reading);
    return { value: read, transfer: [read.labels.data.buffer] };
  },

  showLabels: async ({ imageId, labels, pixelSizeUm }) =>
    showLabels(findOpen(imageId), labels, pixelSizeUm),

  clearPrediction: async ({ imageId }) => {
    clearPrediction(findOpen(imageId));
    return { value: null };
  },

  exportPlane: async ({ imageId, ...request }) => exportedObjects(findOpen(imageId), request),

  exportAnnotation: async ({ imageId, annotation, pixelSizeUm }) =>
    annotatedObjects(findOpen(imageId), annotation, pixelSizeUm),

  readShownRows: async ({ imageId, channels, rows }) => {
    const pixels = paintShownRows(findOpen(imageId).image, channels, rows);
    return { value: pixels, transfer: [pixels.buffer] };
  },

  evaluate: async ({ imageId, truth, labelKind }) => {
    const { objects, map, settings } = findOpen(imageId);
    const { labels } = need(objects, 'The image has no objects yet.');
    const grown = map && settings?.growToBorders;
    const foreground = grown ? foregroundMask(map, settings.threshold) : labels;
    return { value: scoreLabels(readTruthLabels(truth, labelKind), labels, foreground) };
  },

  compareWithTruth: async (request) => ({ value: compareWithTruth(request) }),
  compareAt: async ({ imageId, iouThreshold }) => ({ value: judgeAgain(imageId, iouThreshold) }),
  forgetComparison: async () => ({ value: forgetComparison() }),
  evaluationCsv: async ({ rows }) => {
    const bytes = writeEvaluationCsv(rows);
    return { value: bytes, transfer: [bytes.buffer] };
  },
};

serve<ImageApi>(self as unknown as Port, handlers);
