import type { LabelImage } from '#domain/image/labelImage.ts';
import type { LabelIndex } from '#domain/measurement/labelIndex.ts';
import { forEachRun } from '#domain/measurement/labelRuns.ts';

/**
 * Pixel sums by object. Coordinates are taken from an object's first pixel, so that the sums stay
 * exact integers and second moments lose nothing to cancellation far from the image's corner.
 */
export interface RegionSums {
  /** Pixels. */
  readonly area: Float64Array<ArrayBuffer>;
  readonly originX: Int32Array<ArrayBuffer>;
  readonly originY: Int32Array<ArrayBuffer>;
  readonly sumX: Float64Array<ArrayBuffer>;
  readonly sumY: Float64Array<ArrayBuffer>;
  readonly sumXX: Float64Array<ArrayBuffer>;
  readonly sumXY: Float64Array<ArrayBuffer>;
  readonly sumYY: Float64Array<ArrayBuffer>;
  /** First and last column and last row; the first row is `originY`. */
  readonly minX: Int32Array<ArrayBuffer>;
  readonly maxX: Int32Array<ArrayBuffer>;
  readonly maxY: Int32Array<ArrayBuffer>;
  /** Image rows in which the object has a pixel. */
  readonly occupiedRows: Uint32Array<ArrayBuffer>;
}

/** Area, bounding box and moment sums of every object, in one pass. */
export function sumRegions(labels: LabelImage, index: LabelIndex): RegionSums {
  const sums = emptySums(index.labels.length);
  const { rowOf } = index;
  forEachRun(labels, (label, y, xFirst, xLast) => {
    addRun(sums, rowOf(label), { y, xFirst, xLast });
  });
  return sums;
}

function emptySums(count: number): RegionSums {
  return {
    area: new Float64Array(count),
    originX: new Int32Array(count),
    originY: new Int32Array(count),
    sumX: new Float64Array(count),
    sumY: new Float64Array(count),
    sumXX: new Float64Array(count),
    sumXY: new Float64Array(count),
    sumYY: new Float64Array(count),
    minX: new Int32Array(count),
    maxX: new Int32Array(count),
    maxY: new Int32Array(count).fill(-1),
    occupiedRows: new Uint32Array(count),
  };
}

interface Run {
  readonly y: number;
  readonly xFirst: number;
  readonly xLast: number;
}

function addRun(sums: RegionSums, row: number, { y, xFirst, xLast }: Run): void {
  if (sums.area[row] === 0) {
    sums.originX[row] = xFirst;
    sums.originY[row] = y;
    sums.minX[row] = xFirst;
    sums.maxX[row] = xLast;
  }
  if (sums.maxY[row] !== y) {
    sums.maxY[row] = y;
    (sums.occupiedRows[row] as number)++;
  }
  if (xFirst < (sums.minX[row] as number)) sums.minX[row] = xFirst;
  if (xLast > (sums.maxX[row] as number)) sums.maxX[row] = xLast;

  const length = xLast - xFirst + 1;
  const u = xFirst - (sums.originX[row] as number);
  const v = y - (sums.originY[row] as number);
  const runX = (length * (2 * u + length - 1)) / 2;
  const runXX = length * u * (u + length - 1) + ((length - 1) * length * (2 * length - 1)) / 6;
  (sums.area[row] as number) += length;
  (sums.sumX[row] as number) += runX;
  (sums.sumY[row] as number) += length * v;
  (sums.sumXX[row] as number) += runXX;
  (sums.sumXY[row] as number) += runX * v;
  (sums.sumYY[row] as number) += length * v * v;
}
