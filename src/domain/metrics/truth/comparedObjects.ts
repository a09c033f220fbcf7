import type { LabelImage } from '#domain/image/labelImage.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { indexLabels, type LabelIndex } from '#domain/measurement/labelIndex.ts';
import { pairInstances } from '#domain/metrics/instanceMatching.ts';
import { type OverlapTable, objectOverlaps, overlapIou } from '#domain/metrics/overlapTable.ts';
import type { ComparedPlanes } from '#domain/metrics/truth/comparedPlanes.ts';

/** An annotated object that was not found, or a predicted one that is not annotated. */
export interface WrongObject {
  readonly kind: 'missed' | 'false';
  /** Its id in the annotation (`missed`) or among the objects (`false`). */
  readonly label: number;
  readonly areaPx: number;
  /** Highest IoU with any object of the other side, 0…1. */
  readonly bestIou: number;
  /** Compared pixels of it lie in this box. */
  readonly box: Rectangle;
}

/** Which objects have a partner at an IoU threshold. */
export interface Verdicts {
  readonly truthIndex: LabelIndex;
  readonly predictionIndex: LabelIndex;
  /** 1 = found or right, 0 = missed or false; by row of the index. */
  readonly isFound: Uint8Array<ArrayBuffer>;
  readonly isRight: Uint8Array<ArrayBuffer>;
}

/** Pairs objects at an IoU threshold, as `matchInstances` counts them. */
export function judgeObjects(
  planes: ComparedPlanes,
  table: OverlapTable,
  iouThreshold: number,
): Verdicts {
  const { rightOf, leftOf } = pairInstances(table, iouThreshold);
  return {
    truthIndex: indexLabels(planes.truth.data),
    predictionIndex: indexLabels(planes.prediction.data),
    isFound: Uint8Array.from(rightOf, (partner) => (partner < 0 ? 0 : 1)),
    isRight: Uint8Array.from(leftOf, (partner) => (partner < 0 ? 0 : 1)),
  };
}

/** Every missed and every false object, the missed ones first, each kind by falling area. */
export function wrongObjects(
  planes: ComparedPlanes,
  table: OverlapTable,
  verdicts: Verdicts,
): WrongObject[] {
  const best = bestIous(table);
  const list = (kind: WrongObject['kind']): WrongObject[] => {
    const isTruth = kind === 'missed';
    const image = isTruth ? planes.truth : planes.prediction;
    const index = isTruth ? verdicts.truthIndex : verdicts.predictionIndex;
    const isMatched = isTruth ? verdicts.isFound : verdicts.isRight;
    const areas = isTruth ? table.truthArea : table.predictionArea;
    const ious = isTruth ? best.truth : best.prediction;
    const boxes = labelBoxes(image, index);
    const objects: WrongObject[] = [];
    for (const [row, label] of index.labels.entries()) {
      if (isMatched[row] === 1) continue;
      const areaPx = areas[row + 1] as number;
      objects.push({ kind, label, areaPx, bestIou: ious[row] as number, box: boxes(row) });
    }
    return objects.sort((a, b) => b.areaPx - a.areaPx || a.label - b.label);
  };
  return [...list('missed'), ...list('false')];
}

/** Highest IoU of every object with any of the other side, by row. */
function bestIous(table: OverlapTable) {
  const truth = new Float64Array(table.truthArea.length - 1);
  const prediction = new Float64Array(table.predictionArea.length - 1);
  for (const overlap of objectOverlaps(table)) {
    const iou = overlapIou(table, overlap);
    const row = overlap.truth - 1;
    const column = overlap.prediction - 1;
    truth[row] = Math.max(truth[row] as number, iou);
    prediction[column] = Math.max(prediction[column] as number, iou);
  }
  return { truth, prediction };
}

/** Smallest boxes around all objects, by row. */
function labelBoxes(image: LabelImage, index: LabelIndex): (row: number) => Rectangle {
  const { width, height, data } = image;
  const count = index.labels.length;
  const left = new Int32Array(count).fill(width);
  const right = new Int32Array(count).fill(-1);
  const top = new Int32Array(count).fill(height);
  const bottom = new Int32Array(count).fill(-1);
  for (let i = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = data[i] as number;
      if (label === 0) continue;
      const row = index.rowOf(label);
      if (x < (left[row] as number)) left[row] = x;
      if (x > (right[row] as number)) right[row] = x;
      if (y < (top[row] as number)) top[row] = y;
      bottom[row] = y;
    }
  }
  return (row) => {
    const x = left[row] as number;
    const y = top[row] as number;
    return {
      x,
      y,
      width: (right[row] as number) - x + 1,
      height: (bottom[row] as number) - y + 1,
    };
  };
}
