/** Pixels of a region, row by row. */
export interface PixelSpans {
  /** Row of the image that the first row is. */
  readonly top: number;
  /** start, end, start, end, … of each row: ends excluded, ascending, apart from each other. */
  readonly rows: readonly (readonly number[])[];
}

/** Collects runs of pixels in any order, overlapping or not; what lies outside the image is left. */
export class SpanCollector {
  readonly top: number;
  /** One below the last row. */
  readonly bottom: number;
  private readonly width: number;
  private readonly rows: number[][] = [];

  /** For rows firstRow … lastRow as far as the image has them. */
  constructor(
    size: { readonly width: number; readonly height: number },
    firstRow: number,
    lastRow: number,
  ) {
    this.width = size.width;
    this.top = Math.max(0, firstRow);
    this.bottom = Math.max(this.top, Math.min(size.height, lastRow + 1));
    for (let y = this.top; y < this.bottom; y++) this.rows.push([]);
  }

  /** Adds pixels start … end − 1 of a row. */
  add(y: number, start: number, end: number): void {
    const row = this.rows[y - this.top];
    const from = Math.max(0, start);
    const to = Math.min(this.width, end);
    if (!row || from >= to) return;
    const last = row.length - 2;
    const lastStart = row[last];
    const lastEnd = row[last + 1];
    // The shapes of a stroke overlap from one to the next: most runs only widen the one before.
    if (lastStart !== undefined && lastEnd !== undefined && from <= lastEnd && to >= lastStart) {
      row[last] = Math.min(lastStart, from);
      row[last + 1] = Math.max(lastEnd, to);
    } else row.push(from, to);
  }

  finish(): PixelSpans {
    return { top: this.top, rows: this.rows.map(joinRuns) };
  }
}

function joinRuns(row: number[]): number[] {
  if (row.length <= 2) return row;
  const runs: [number, number][] = [];
  for (let i = 0; i < row.length; i += 2) runs.push([row[i] as number, row[i + 1] as number]);
  runs.sort((a, b) => a[0] - b[0]);
  const joined: number[] = [];
  for (const [start, end] of runs) {
    const lastEnd = joined.at(-1);
    if (lastEnd !== undefined && start <= lastEnd) {
      joined[joined.length - 1] = Math.max(lastEnd, end);
    } else joined.push(start, end);
  }
  return joined;
}
