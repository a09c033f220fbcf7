import { type OverlapTable, objectOverlaps } from '#domain/metrics/overlapTable.ts';

/** Agreement of two foregrounds, whichever object a pixel belongs to. */
export interface PixelScores {
  /** Intersection over union, 0…1; 1 when neither image has foreground. */
  readonly iou: number;
  /** 0…1; 1 when neither image has foreground. */
  readonly dice: number;
  /** Pixels that are foreground in one image only / all pixels, 0…1; 0 for an image of no pixels. */
  readonly pixelError: number;
}

/** Pixel scores of two label images. */
export function scorePixels(table: OverlapTable): PixelScores {
  const truth = table.pixelCount - (table.truthArea[0] as number);
  const prediction = table.pixelCount - (table.predictionArea[0] as number);
  const shared = objectOverlaps(table).reduce((sum, { pixels }) => sum + pixels, 0);
  const union = truth + prediction - shared;
  return {
    iou: union === 0 ? 1 : shared / union,
    dice: union === 0 ? 1 : (2 * shared) / (truth + prediction),
    pixelError: union === 0 ? 0 : (union - shared) / table.pixelCount,
  };
}
