import type { OverlapTable } from '#domain/metrics/overlapTable.ts';

/** What one segmentation leaves unknown of the other, in bits; 0 is perfect. */
export interface VariationOfInformation {
  /** H(prediction | truth): grows when true objects are cut apart. */
  readonly split: number;
  /** H(truth | prediction): grows when true objects are joined. */
  readonly merge: number;
}

/**
 * Variation of information over the pixels of true objects; the predicted background is one segment.
 * Both parts are 0 when there is no true object, because no pixel is looked at.
 *
 * Source: Meilă 2007, as in scikit-image `variation_of_information` with the background ignored.
 */
export function variationOfInformation(table: OverlapTable): VariationOfInformation {
  const overlaps = table.overlaps.filter(({ truth }) => truth > 0);
  const predicted = new Float64Array(table.predictionArea.length);
  for (const { prediction, pixels } of overlaps) (predicted[prediction] as number) += pixels;

  const total = table.pixelCount - (table.truthArea[0] as number);
  let split = 0;
  let merge = 0;
  for (const { truth, prediction, pixels } of overlaps) {
    const weight = pixels / total;
    split += weight * Math.log2((table.truthArea[truth] as number) / pixels);
    merge += weight * Math.log2((predicted[prediction] as number) / pixels);
  }
  return { split, merge };
}
