import type { LabelImage } from '#domain/image/labelImage.ts';
import { matchInstances } from '#domain/metrics/instanceMatching.ts';
import { type OverlapTable, objectOverlaps, overlapIou } from '#domain/metrics/overlapTable.ts';
import { panopticParts } from '#domain/metrics/panopticQuality.ts';
import { scoreTable } from '#domain/metrics/scoreLabels.ts';
import { type ComparedPlanes, tableOfPlanes } from '#domain/metrics/truth/comparedPlanes.ts';
import { type ImageComparison, IOU_THRESHOLDS } from '#domain/metrics/truth/imageComparison.ts';

/** Every score of one image, and the overlaps that they follow from. */
export interface ScoredPlanes {
  readonly comparison: ImageComparison;
  readonly table: OverlapTable;
}

/**
 * Scores of what can be compared.
 *
 * @param foreground what `iou` and `dice` judge where that is not the objects themselves: the mask
 *   before growing, where objects were grown until they meet; else `null`
 */
export function scorePlanes(planes: ComparedPlanes, foreground: LabelImage | null): ScoredPlanes {
  const table = tableOfPlanes(planes);
  const { sq, rq } = panopticParts(table);
  const thresholds = IOU_THRESHOLDS.map((iouThreshold) => ({
    iouThreshold,
    ...matchInstances(table, iouThreshold),
  }));
  const sum = thresholds.reduce((total, { averagePrecision }) => total + averagePrecision, 0);
  const comparison = {
    scores: scoreTable(table, foreground ? tableOfPlanes(planes, foreground) : table),
    sq,
    rq,
    thresholds,
    meanAveragePrecision: sum / thresholds.length,
    pixelCount: planes.truth.width * planes.truth.height,
    unannotatedPixels: planes.unannotatedPixels,
    unsegmentedPixels: planes.unsegmentedPixels,
    backgroundPixels: planes.backgroundPixels,
    identicalCount: objectOverlaps(table).filter((overlap) => overlapIou(table, overlap) === 1)
      .length,
  };
  return { comparison, table };
}
