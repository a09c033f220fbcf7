import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { type ColumnDistances, ColumnScan, joinScans } from '#domain/training/columnScan.ts';
import { ParabolaEnvelope } from '#domain/training/parabolaEnvelope.ts';

/** Squared distance to an object that does not exist. */
export const NO_OBJECT = 0x7fff_ffff;

/** Rows whose scan from below is kept at a time: bounds memory, whatever the height. */
const BAND_ROWS = 128;

/**
 * Calls `visit` for every row, from the top, with the squared Euclidean distances (centre to centre,
 * px²) of each pixel to the nearest object and to the nearest *other* object; `NO_OBJECT` where
 * there is none. Both are exact. The arrays are reused for the next row.
 *
 * Time is linear in the number of pixels, however many objects there are:
 *
 * 1. Along columns, two scans keep the nearest two objects of different id. Two are enough: the
 *    second-nearest object of a pixel is among the nearest two of the column it is nearest in.
 * 2. Along rows, the lower envelope of the nearest objects' parabolas gives the first distance and
 *    runs of pixels with the same nearest object A. In such a run, the second distance is the
 *    envelope of all that is not A. Only columns between the last one of the run before and the
 *    first one of the run after can reach it, as these two (which are not A) are lower than any
 *    further one. No column lies between more than three such pairs.
 *
 * @param annotation see `annotationValues.ts`; UNANNOTATED and BACKGROUND are no objects
 */
export function visitNearestObjects(
  annotation: LabelImage,
  visit: (y: number, nearest: Int32Array, second: Int32Array) => void,
): void {
  const { width, height } = annotation;
  const objectRow = new Uint32Array(width);
  const readRow = (y: number) => {
    for (let x = 0; x < width; x++) {
      const value = annotation.data[y * width + x] as number;
      objectRow[x] = isObjectLabel(value) ? value : 0;
    }
    return objectRow;
  };

  const checkpoints = scanUpwards(height, width, readRow);
  const below = Array.from({ length: BAND_ROWS }, () => new ColumnScan(width));
  const upwards = new ColumnScan(width);
  const downwards = new ColumnScan(width);
  const rowPass = new RowPass(width);
  for (const [band, checkpoint] of checkpoints.entries()) {
    const firstRow = band * BAND_ROWS;
    const endRow = Math.min(height, firstRow + BAND_ROWS);
    upwards.copyFrom(checkpoint);
    for (let y = endRow - 1; y >= firstRow; y--) {
      upwards.takeRow(readRow(y), y);
      below[y - firstRow]?.copyFrom(upwards);
    }
    for (let y = firstRow; y < endRow; y++) {
      downwards.takeRow(readRow(y), y);
      joinScans(downwards, below[y - firstRow] as ColumnScan, y, rowPass.columns);
      rowPass.measure();
      visit(y, rowPass.nearest, rowPass.second);
    }
  }
}

/** For each band of rows, the scan from the bottom up to just below it. */
function scanUpwards(
  height: number,
  width: number,
  readRow: (y: number) => Uint32Array,
): ColumnScan[] {
  const scan = new ColumnScan(width);
  const checkpoints: ColumnScan[] = [];
  for (let y = height - 1; y >= 0; y--) {
    if (y === height - 1 || (y + 1) % BAND_ROWS === 0) {
      const checkpoint = new ColumnScan(width);
      checkpoint.copyFrom(scan);
      checkpoints.unshift(checkpoint);
    }
    scan.takeRow(readRow(y), y);
  }
  return checkpoints;
}

/** The second step, for one row. */
class RowPass {
  readonly columns: ColumnDistances;
  readonly nearest: Int32Array<ArrayBuffer>;
  readonly second: Int32Array<ArrayBuffer>;

  private readonly width: number;
  private readonly firstEnvelope: ParabolaEnvelope;
  private readonly secondEnvelope: ParabolaEnvelope;

  constructor(width: number) {
    this.width = width;
    this.columns = {
      nearIds: new Uint32Array(width),
      nearSquared: new Int32Array(width),
      nextIds: new Uint32Array(width),
      nextSquared: new Int32Array(width),
    };
    this.nearest = new Int32Array(width);
    this.second = new Int32Array(width);
    this.firstEnvelope = new ParabolaEnvelope(width);
    this.secondEnvelope = new ParabolaEnvelope(width);
  }

  /** Fills `nearest` and `second` from `columns`. */
  measure(): void {
    const { nearIds, nearSquared } = this.columns;
    const envelope = this.firstEnvelope;
    this.nearest.fill(NO_OBJECT);
    this.second.fill(NO_OBJECT);
    envelope.restart({ start: 0, end: this.width - 1 });
    for (let x = 0; x < this.width; x++) {
      if (nearIds[x] !== 0) envelope.add(x, nearSquared[x] as number);
    }
    envelope.write(this.nearest);

    let first = 0;
    while (first < envelope.count) {
      const id = nearIds[envelope.columns[first] as number] as number;
      let last = first;
      while (last + 1 < envelope.count && nearIds[envelope.columns[last + 1] as number] === id) {
        last++;
      }
      this.measureSecond(first, last, id);
      first = last + 1;
    }
  }

  /** Distances to objects other than `id` where the segments first … last are the nearest. */
  private measureSecond(first: number, last: number, id: number): void {
    const { nearIds, nearSquared, nextIds, nextSquared } = this.columns;
    const envelope = this.firstEnvelope;
    const start = envelope.begins[first] as number;
    this.secondEnvelope.restart({ start, end: envelope.endOf(last) });
    const from = first === 0 ? 0 : (envelope.columns[first - 1] as number);
    const to = last + 1 < envelope.count ? (envelope.columns[last + 1] as number) : this.width - 1;
    for (let x = from; x <= to; x++) {
      if (nearIds[x] === 0) continue;
      if (nearIds[x] !== id) this.secondEnvelope.add(x, nearSquared[x] as number);
      else if (nextIds[x] !== 0) this.secondEnvelope.add(x, nextSquared[x] as number);
    }
    this.secondEnvelope.write(this.second);
  }
}
