import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import {
  readIntensityTile,
  readLabelTile,
  readProbabilityTile,
} from '#domain/image/readViewTile.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ImageLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { ObjectSet } from '#domain/segmentation/objectSet.ts';
import type { PredictionRun } from '#domain/tiling/predictionRun.ts';
import { AppError } from '#lib/errors.ts';
import type { Reply } from '#workers/contract.ts';
import type { InstanceResult } from '#workers/imageApi.ts';

/** Everything known of one open image. */
export interface OpenImage {
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

/** The images of this worker by their ids. */
export const openImages = new Map<string, OpenImage>();

/** @throws AppError `not-found` when it was closed */
export function findOpen(imageId: string): OpenImage {
  const found = openImages.get(imageId);
  if (found) return found;
  throw new AppError('not-found', 'The image is not open any more; open it again.');
}

/** The value. @throws AppError `not-found` with the message when there is none */
export function need<T>(value: T | null, message: string): T {
  if (value !== null) return value;
  throw new AppError('not-found', message);
}

/** Texels of a layer. @throws AppError `not-found` when there is no such layer yet */
export function cutTile(open: OpenImage, layer: ImageLayer, address: ViewTileAddress): ViewTile {
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
export function measured(
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
      deletions,
      ms: { instances: extractedMs - startMs, measure: performance.now() - extractedMs },
    },
    transfer: objects.columns.map(({ values }) => values.buffer),
  };
}
