import type { ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import type { OverlapTable } from '#domain/metrics/overlapTable.ts';
import {
  judgeObjects,
  type Verdicts,
  type WrongObject,
  wrongObjects,
} from '#domain/metrics/truth/comparedObjects.ts';
import { type ComparedPlanes, comparedPlanes } from '#domain/metrics/truth/comparedPlanes.ts';
import { scorePlanes } from '#domain/metrics/truth/compareWithTruth.ts';
import { readComparisonTile } from '#domain/metrics/truth/readComparisonTile.ts';
import { foregroundMask } from '#domain/segmentation/foregroundMask.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import { findOpen, need } from '#workers/openImages.ts';

type CompareRequest = Parameters<ImageApi['compareWithTruth']>[0];
type CompareAnswer = ReturnType<ImageApi['compareWithTruth']>;

/** What the overlay of hits and misses is drawn from. */
interface KeptComparison {
  readonly imageId: string;
  readonly planes: ComparedPlanes;
  readonly table: OverlapTable;
  verdicts: Verdicts;
}

/** Of one image only: two label images of a large one take as much memory as the image. */
let kept: KeptComparison | null = null;

const GONE = 'The comparison is not kept any more; press Evaluate again.';

/** See `ImageApi.compareWithTruth`. */
export function compareWithTruth(request: CompareRequest): CompareAnswer {
  const { imageId, truth, iouThreshold } = request;
  const { objects, map, settings, regions } = findOpen(imageId);
  const { labels } = need(objects, 'The image has no objects yet; press Segment first.');
  const planes = comparedPlanes(truth, labels, regions);
  const grown = map && settings?.growToBorders;
  const foreground = grown ? foregroundMask(map, settings.threshold) : null;
  const { comparison, table } = scorePlanes(planes, foreground);
  if (iouThreshold === null) return { comparison, wrong: [] };
  const verdicts = judgeObjects(planes, table, iouThreshold);
  kept = { imageId, planes, table, verdicts };
  return { comparison, wrong: wrongObjects(planes, table, verdicts) };
}

/** See `ImageApi.compareAt`. */
export function judgeAgain(imageId: string, iouThreshold: number): WrongObject[] {
  const { planes, table } = need(find(imageId), GONE);
  const verdicts = judgeObjects(planes, table, iouThreshold);
  kept = { imageId, planes, table, verdicts };
  return wrongObjects(planes, table, verdicts);
}

/** A tile of the layer `comparison`. @throws AppError `not-found` */
export function readVerdicts(imageId: string, address: ViewTileAddress): ViewTile {
  const { planes, verdicts } = need(find(imageId), GONE);
  return readComparisonTile(planes, verdicts, address);
}

/** See `ImageApi.forgetComparison`. */
export function forgetComparison(): null {
  kept = null;
  return null;
}

function find(imageId: string): KeptComparison | null {
  return kept?.imageId === imageId ? kept : null;
}
