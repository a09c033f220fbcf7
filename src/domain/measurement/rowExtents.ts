import type { LabelImage } from '#domain/image/labelImage.ts';
import type { LabelIndex } from '#domain/measurement/labelIndex.ts';
import { forEachRun } from '#domain/measurement/labelRuns.ts';

/**
 * Outermost pixels of the objects in every image row that they occupy: all that a convex hull needs.
 * Object `row` has the entries `start[row]` … `start[row + 1] − 1`, top to bottom.
 */
export interface RowExtents {
  readonly start: Uint32Array<ArrayBuffer>;
  readonly y: Int32Array<ArrayBuffer>;
  readonly left: Int32Array<ArrayBuffer>;
  readonly right: Int32Array<ArrayBuffer>;
}

/**
 * Row extents of every object.
 *
 * @param occupiedRows image rows by object
 */
export function collectRowExtents(
  labels: LabelImage,
  index: LabelIndex,
  occupiedRows: Uint32Array,
): RowExtents {
  const start = new Uint32Array(occupiedRows.length + 1);
  for (const [row, count] of occupiedRows.entries()) {
    start[row + 1] = (start[row] as number) + count;
  }
  const total = start[occupiedRows.length] as number;
  const y = new Int32Array(total);
  const left = new Int32Array(total);
  const right = new Int32Array(total);

  const next = start.slice();
  const { rowOf } = index;
  forEachRun(labels, (label, runY, xFirst, xLast) => {
    const row = rowOf(label);
    const entry = next[row] as number;
    const isNewRow = entry === start[row] || y[entry - 1] !== runY;
    if (isNewRow) {
      y[entry] = runY;
      left[entry] = xFirst;
      right[entry] = xLast;
      next[row] = entry + 1;
    } else {
      right[entry - 1] = xLast;
    }
  });
  return { start, y, left, right };
}
