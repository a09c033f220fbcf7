import {
  type OverlapTable,
  objectOverlaps,
  overlapIou,
  predictedObjectCount,
  trueObjectCount,
} from '#domain/metrics/overlapTable.ts';

/**
 * SEG of the Cell Tracking Challenge, 0…1: IoU of every true object with the predicted object that
 * covers more than half of it, 0 where there is none, averaged over the true objects. Without true
 * objects 1 when nothing is predicted either, else 0.
 *
 * Source: Maška et al. 2014, "A benchmark for comparison of cell tracking algorithms", section 2.4.
 */
export function segCtc(table: OverlapTable): number {
  const trueCount = trueObjectCount(table);
  if (trueCount === 0) return predictedObjectCount(table) === 0 ? 1 : 0;
  const iouSum = objectOverlaps(table)
    .filter(({ truth, pixels }) => 2 * pixels > (table.truthArea[truth] as number))
    .reduce((sum, overlap) => sum + overlapIou(table, overlap), 0);
  return iouSum / trueCount;
}
