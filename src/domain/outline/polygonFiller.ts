import type { LabelImage } from '#domain/image/labelImage.ts';
import { AppError } from '#lib/errors.ts';

/** Crossings that are sorted at once; polygons with more are filled some rows at a time. */
const BAND_CROSSINGS = 2 ** 20;
/** Crossings of edges with rows that an image may take: some seconds. */
const MAX_CROSSINGS = 1e8;
/** Pixels that may be painted, again and again, by all polygons of an image: some seconds. */
const MAX_PAINTED_PIXELS = 2e9;

/** Paints polygons into a label image, one after the other, within bounds of time for all. */
export class PolygonFiller {
  readonly #labels: LabelImage;
  /** Where edges cross the rows of a band: those of a row lie together. */
  #crossings = new Float64Array(1024);
  #rowEnds = new Int32Array(0);
  #crossingCount = 0;
  #paintedPixels = 0;

  /** @param labels is painted in place */
  constructor(labels: LabelImage) {
    this.#labels = labels;
  }

  /**
   * Gives `label` to the pixels whose centres lie inside the rings by the even-odd rule.
   *
   * @param rings x, y, … of corners, all of them finite
   */
  fill(rings: readonly Float64Array[], label: number): void {
    const { top, bottom } = rowsOf(rings, this.#labels.height);
    if (top < bottom) this.#fillRows(rings, label, top, bottom);
  }

  /**
   * Counts pixels that something else paints into the image.
   * @throws AppError `too-large`
   */
  count(pixels: number): void {
    this.#paintedPixels += pixels;
    if (this.#paintedPixels > MAX_PAINTED_PIXELS) throw tooMuch();
  }

  #fillRows(rings: readonly Float64Array[], label: number, top: number, bottom: number): void {
    const rowCount = bottom - top;
    if (this.#rowEnds.length < rowCount) this.#rowEnds = new Int32Array(rowCount * 2);
    const rowEnds = this.#rowEnds.fill(0, 0, rowCount);
    let total = 0;
    eachEdge(rings, top, bottom, (from, to) => {
      for (let row = from; row < to; row++) rowEnds[row - top] = (rowEnds[row - top] as number) + 1;
      total += to - from;
      if (total > MAX_CROSSINGS) throw tooMuch();
    });
    if (total > BAND_CROSSINGS && rowCount > 1) {
      const middle = top + (rowCount >> 1);
      this.#fillRows(rings, label, top, middle);
      this.#fillRows(rings, label, middle, bottom);
      return;
    }
    this.#crossingCount += total;
    if (this.#crossingCount > MAX_CROSSINGS) throw tooMuch();
    this.#noteCrossings(rings, top, bottom, total);
    this.#paintRows(label, top, rowCount);
  }

  /** Sorts crossings by row: `rowEnds` goes in with their counts and comes out with their ends. */
  #noteCrossings(rings: readonly Float64Array[], top: number, bottom: number, total: number): void {
    if (this.#crossings.length < total) this.#crossings = new Float64Array(total * 2);
    const crossings = this.#crossings;
    const rowEnds = this.#rowEnds;
    let start = 0;
    for (let i = 0; i < bottom - top; i++) {
      const count = rowEnds[i] as number;
      rowEnds[i] = start;
      start += count;
    }
    eachEdge(rings, top, bottom, (from, to, x, y, slope) => {
      for (let row = from; row < to; row++) {
        const at = rowEnds[row - top] as number;
        crossings[at] = x + (row + 0.5 - y) * slope;
        rowEnds[row - top] = at + 1;
      }
    });
  }

  #paintRows(label: number, top: number, rowCount: number): void {
    const { width, data } = this.#labels;
    let start = 0;
    for (let i = 0; i < rowCount; i++) {
      const end = this.#rowEnds[i] as number;
      const crossings = sorted(this.#crossings, start, end);
      const rowStart = (top + i) * width;
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        // Centres lie half a pixel from the edges; one on a crossing belongs to the left, as in ImageJ.
        const from = Math.max(0, Math.floor((crossings[k] as number) + 0.5));
        const to = Math.min(width, Math.floor((crossings[k + 1] as number) + 0.5));
        if (from >= to) continue;
        this.count(to - from);
        data.fill(label, rowStart + from, rowStart + to);
      }
      start = end;
    }
  }
}

type EdgeVisitor = (from: number, to: number, x: number, y: number, slope: number) => void;

/**
 * Calls back with each edge that crosses rows of [top, bottom): the rows, its upper end and its
 * change of x per row.
 */
function eachEdge(
  rings: readonly Float64Array[],
  top: number,
  bottom: number,
  visit: EdgeVisitor,
): void {
  for (const ring of rings) {
    let x0 = ring[ring.length - 2] as number;
    let y0 = ring[ring.length - 1] as number;
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const x1 = ring[i] as number;
      const y1 = ring[i + 1] as number;
      // An edge crosses the rows whose centres lie from its upper end to before its lower end.
      const from = Math.max(top, Math.ceil(Math.min(y0, y1) - 0.5));
      const to = Math.min(bottom, Math.ceil(Math.max(y0, y1) - 0.5));
      // Reckoned from one end, whichever comes first: neighbours round a shared edge alike.
      const slope = (x1 - x0) / (y1 - y0);
      if (from < to) visit(from, to, y0 < y1 ? x0 : x1, Math.min(y0, y1), slope);
      x0 = x1;
      y0 = y1;
    }
  }
}

function rowsOf(rings: readonly Float64Array[], height: number): { top: number; bottom: number } {
  let top = height;
  let bottom = 0;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 2) {
      top = Math.min(top, ring[i] as number);
      bottom = Math.max(bottom, ring[i] as number);
    }
  }
  return { top: Math.max(0, Math.floor(top)), bottom: Math.min(height, Math.ceil(bottom)) };
}

/** Rows of most objects have two crossings. */
function sorted(all: Float64Array<ArrayBuffer>, start: number, end: number): Float64Array {
  const some = all.subarray(start, end);
  if (some.length !== 2) return some.sort();
  if ((some[0] as number) > (some[1] as number)) some.reverse();
  return some;
}

function tooMuch(): AppError {
  return new AppError(
    'too-large',
    'The outlines overlap so often that painting them would take too long. Open fewer of them at a time.',
  );
}
