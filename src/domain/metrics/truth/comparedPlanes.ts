import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { type OverlapTable, overlapTable } from '#domain/metrics/overlapTable.ts';
import { AppError } from '#lib/errors.ts';

/** Truth and objects on the pixels that can be compared; both are 0 on all others. */
export interface ComparedPlanes {
  readonly truth: LabelImage;
  readonly prediction: LabelImage;
  /** 1 where a pixel is left out of the comparison, by pixel; `null` when none is. */
  readonly leftOut: Uint8Array<ArrayBuffer> | null;
  /** Pixels left out because nobody annotated them. */
  readonly unannotatedPixels: number;
  /** Annotated pixels left out because the network has not looked there. */
  readonly unsegmentedPixels: number;
  /** Compared pixels that are annotated as background. */
  readonly backgroundPixels: number;
}

/**
 * Splits an annotation into what is known and what is not. Pixels that nobody annotated can be
 * neither right nor wrong, and neither can those that the network was not asked about.
 *
 * @param annotation values of `annotationValues.ts`; its pixels are changed: the caller gives it away
 * @param prediction ids, 0 = background; left as it is
 * @param regions where the network has looked; `null` = everywhere
 * @throws AppError `shape-mismatch` when the sizes differ
 */
export function comparedPlanes(
  annotation: LabelImage,
  prediction: LabelImage,
  regions: readonly Rectangle[] | null,
): ComparedPlanes {
  const { width, height, data } = annotation;
  if (width !== prediction.width || height !== prediction.height) {
    throw new AppError(
      'shape-mismatch',
      `The annotation has ${width} × ${height} px, the objects ${prediction.width} × ${prediction.height} px; open the image again and segment it.`,
    );
  }
  const isSegmented = regions && markRegions(regions, width, height);
  const leftOut = new Uint8Array(data.length);
  let unannotatedPixels = 0;
  let unsegmentedPixels = 0;
  let backgroundPixels = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (value === UNANNOTATED) unannotatedPixels++;
    else if (isSegmented && isSegmented[i] === 0) unsegmentedPixels++;
    else {
      if (value !== BACKGROUND) continue;
      backgroundPixels++;
      data[i] = 0;
      continue;
    }
    leftOut[i] = 1;
    data[i] = 0;
  }
  const isAnyLeftOut = unannotatedPixels + unsegmentedPixels > 0;
  return {
    truth: annotation,
    prediction: isAnyLeftOut ? masked(prediction, leftOut) : prediction,
    leftOut: isAnyLeftOut ? leftOut : null,
    unannotatedPixels,
    unsegmentedPixels,
    backgroundPixels,
  };
}

/** Overlaps of the truth with the objects, or with another image of them, on the compared pixels. */
export function tableOfPlanes(
  { truth, prediction, leftOut, unannotatedPixels, unsegmentedPixels }: ComparedPlanes,
  foreground: LabelImage | null = null,
): OverlapTable {
  const shown = foreground && leftOut ? masked(foreground, leftOut) : (foreground ?? prediction);
  const table = overlapTable(truth, shown);
  const leftOutPixels = unannotatedPixels + unsegmentedPixels;
  if (leftOutPixels === 0) return table;
  // What is left out was counted as background of both.
  const { truthArea, predictionArea } = table;
  (truthArea[0] as number) -= leftOutPixels;
  (predictionArea[0] as number) -= leftOutPixels;
  const overlaps = table.overlaps
    .map((overlap) =>
      overlap.truth === 0 && overlap.prediction === 0
        ? { ...overlap, pixels: overlap.pixels - leftOutPixels }
        : overlap,
    )
    .filter(({ pixels }) => pixels > 0);
  return { truthArea, predictionArea, overlaps, pixelCount: table.pixelCount - leftOutPixels };
}

function markRegions(
  regions: readonly Rectangle[],
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const marks = new Uint8Array(width * height);
  for (const region of regions) {
    const right = Math.min(width, region.x + region.width);
    const bottom = Math.min(height, region.y + region.height);
    for (let y = Math.max(0, region.y); y < bottom; y++) {
      marks.fill(1, y * width + Math.max(0, region.x), y * width + right);
    }
  }
  return marks;
}

function masked(labels: LabelImage, leftOut: Uint8Array): LabelImage {
  const data = labels.data.slice();
  for (let i = 0; i < data.length; i++) if (leftOut[i] === 1) data[i] = 0;
  return { ...labels, data };
}
