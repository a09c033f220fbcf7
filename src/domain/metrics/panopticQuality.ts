import {
  type OverlapTable,
  objectOverlaps,
  overlapIou,
  predictedObjectCount,
  trueObjectCount,
} from '#domain/metrics/overlapTable.ts';

/** Two objects of IoU above this are each other's only possible partner. */
const MATCH_ABOVE_IOU = 0.5;

/** Panoptic quality and its two factors, each 0…1. */
export interface PanopticParts {
  readonly pq: number;
  /** Segmentation quality: mean IoU of the matched objects; 0 when none is matched. */
  readonly sq: number;
  /** Recognition quality: TP / (TP + ½ FP + ½ FN). */
  readonly rq: number;
}

/**
 * Panoptic quality with its factors, pq = sq · rq; all are 1 when neither image has an object.
 *
 * Source: Kirillov et al. 2019, eq. 2, for a single class.
 */
export function panopticParts(table: OverlapTable): PanopticParts {
  const objects = trueObjectCount(table) + predictedObjectCount(table);
  if (objects === 0) return { pq: 1, sq: 1, rq: 1 };
  const matched = matchedIous(table);
  const iouSum = matched.reduce((sum, iou) => sum + iou, 0);
  const sq = matched.length === 0 ? 0 : iouSum / matched.length;
  return { pq: iouSum / (objects / 2), sq, rq: matched.length / (objects / 2) };
}

/**
 * Panoptic quality, 0…1: sum of the IoU of matched objects / (TP + ½ FP + ½ FN). 1 when neither
 * image has an object.
 *
 * Source: Kirillov et al. 2019, eq. 1, for a single class.
 */
export function panopticQuality(table: OverlapTable): number {
  return panopticParts(table).pq;
}

function matchedIous(table: OverlapTable): number[] {
  return objectOverlaps(table)
    .map((overlap) => overlapIou(table, overlap))
    .filter((iou) => iou > MATCH_ABOVE_IOU);
}
