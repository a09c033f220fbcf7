import {
  type OverlapTable,
  objectOverlaps,
  overlapIou,
  predictedObjectCount,
  trueObjectCount,
} from '#domain/metrics/overlapTable.ts';

/** Two objects of IoU above this are each other's only possible partner. */
const MATCH_ABOVE_IOU = 0.5;

/**
 * Panoptic quality, 0…1: sum of the IoU of matched objects / (TP + ½ FP + ½ FN). 1 when neither
 * image has an object.
 *
 * Source: Kirillov et al. 2019, eq. 1, for a single class.
 */
export function panopticQuality(table: OverlapTable): number {
  const objects = trueObjectCount(table) + predictedObjectCount(table);
  if (objects === 0) return 1;
  const iouSum = objectOverlaps(table)
    .map((overlap) => overlapIou(table, overlap))
    .filter((iou) => iou > MATCH_ABOVE_IOU)
    .reduce((sum, iou) => sum + iou, 0);
  return iouSum / (objects / 2);
}
