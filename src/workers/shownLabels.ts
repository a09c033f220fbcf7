import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { mapFromLabels } from '#domain/segmentation/keptLabels.ts';
import { type ObjectSet, objectSet } from '#domain/segmentation/objectSet.ts';
import { AppError } from '#lib/errors.ts';
import type { Reply } from '#workers/contract.ts';
import type { InstanceResult } from '#workers/imageApi.ts';
import { measured, need, type OpenImage } from '#workers/openImages.ts';

/**
 * Objects that no map gives become those of the image; an earlier map goes.
 *
 * @throws AppError `shape-mismatch` for labels of another size
 */
export function showLabels(
  open: OpenImage,
  labels: LabelImage,
  pixelSizeUm: number | null,
  deletions: ObjectSet['deletions'] = [],
): Reply<InstanceResult> {
  const { width, height } = open.image;
  if (labels.width !== width || labels.height !== height) {
    throw new AppError(
      'shape-mismatch',
      `The objects lie on ${labels.width} × ${labels.height} px, but the image has ${width} × ${height} px; import objects of the same size.`,
    );
  }
  clearPrediction(open);
  open.objects = objectSet(labels, deletions);
  // Whoever found them has looked everywhere.
  open.regions = null;
  return measured(open, pixelSizeUm, performance.now());
}

/** Takes objects and map of an image away. */
export function clearPrediction(open: OpenImage): void {
  open.map = null;
  open.regions = [];
  open.objects = null;
  open.settings = null;
  open.isFreshMap = false;
}

/** A copy of the map, or of objects that no map gives. @throws AppError `not-found` without either */
export function keptMap({ map, objects }: OpenImage): ProbabilityMap {
  if (map) return { ...map, data: map.data.slice() };
  return mapFromLabels(need(objects, 'The image has no prediction yet.').extracted);
}
