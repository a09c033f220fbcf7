/** Longest distance that is told apart; the sum of two such squares still fits 32 bits. */
const FAR_PX = 32_767;

/**
 * Squared Euclidean distance of every object pixel to the nearest background pixel, centre to
 * centre, in px²: exact, in linear time. Background pixels get 0. What lies outside the image is
 * unknown, not background: an object cut by the border keeps its width there. Distances above
 * 32,767 px, also those in an image without background, count as 32,767 px.
 *
 * Source: Meijster, Roerdink and Hesselink 2000 (distances along columns, then the lower envelope of
 * parabolas along rows). Here the envelope is built for each run of object pixels alone: background
 * beyond the two pixels that end a run is never the nearest.
 *
 * @param labels [height, width], 0 = background
 */
export function squaredDistances(labels: Int32Array, width: number): Int32Array<ArrayBuffer> {
  const distances = new Int32Array(labels.length);
  measureUpwards(labels, distances, width);
  const columnDistances = new Int32Array(width).fill(FAR_PX);
  const envelope = new LowerEnvelope(columnDistances);
  for (let rowStart = labels.length - width; rowStart >= 0; rowStart -= width) {
    const row = distances.subarray(rowStart, rowStart + width);
    measureDownwards(row, columnDistances);
    let start = skipBackground(columnDistances, 0);
    while (start < width) {
      const end = skipObject(columnDistances, start);
      envelope.measureRun(start, end, row);
      start = skipBackground(columnDistances, end);
    }
  }
  return distances;
}

/** Distance to the nearest background above in the same column, in px. */
function measureUpwards(labels: Int32Array, distances: Int32Array, width: number): void {
  for (let i = 0; i < labels.length; i++) {
    const above = i < width ? FAR_PX : (distances[i - width] as number);
    distances[i] = labels[i] === 0 ? 0 : Math.min(above + 1, FAR_PX);
  }
}

/** Updates distances along columns from the row below to this one. */
function measureDownwards(upwards: Int32Array, columnDistances: Int32Array): void {
  for (let x = 0; x < upwards.length; x++) {
    columnDistances[x] = Math.min(upwards[x] as number, (columnDistances[x] as number) + 1);
  }
}

function skipBackground(columnDistances: Int32Array, from: number): number {
  let x = from;
  while (x < columnDistances.length && columnDistances[x] === 0) x++;
  return x;
}

function skipObject(columnDistances: Int32Array, from: number): number {
  let x = from;
  while (x < columnDistances.length && columnDistances[x] !== 0) x++;
  return x;
}

/** Lower envelope of the parabolas (x − column)² + columnDistance², for one run of columns. */
class LowerEnvelope {
  private readonly columnDistances: Int32Array;
  /** Columns whose parabolas form the envelope, and where each takes over from the one before. */
  private readonly columns: Int32Array;
  private readonly begins: Int32Array;

  constructor(columnDistances: Int32Array) {
    this.columnDistances = columnDistances;
    this.columns = new Int32Array(columnDistances.length);
    this.begins = new Int32Array(columnDistances.length);
  }

  /** Writes the squared distances of the columns start … end − 1, and 0 beside them, into `row`. */
  measureRun(start: number, end: number, row: Int32Array): void {
    const { columns, begins } = this;
    const first = Math.max(start - 1, 0);
    const last = Math.min(end, row.length - 1);
    let top = -1;
    for (let column = first; column <= last; column++) {
      while (top >= 0) {
        const begin = begins[top] as number;
        if (this.parabola(columns[top] as number, begin) <= this.parabola(column, begin)) break;
        top--;
      }
      const begin = top < 0 ? first : this.takeover(columns[top] as number, column);
      if (begin > last) continue;
      top++;
      columns[top] = column;
      begins[top] = begin;
    }
    for (let x = last; x >= first; x--) {
      row[x] = this.parabola(columns[top] as number, x);
      if (x === begins[top]) top--;
    }
  }

  private parabola(column: number, x: number): number {
    const g = this.columnDistances[column] as number;
    return (x - column) * (x - column) + g * g;
  }

  /** First x at which the parabola of a later column is the lower one. */
  private takeover(column: number, later: number): number {
    const g = this.columnDistances[column] as number;
    const h = this.columnDistances[later] as number;
    const numerator = later * later - column * column + h * h - g * g;
    return 1 + Math.floor(numerator / (2 * (later - column)));
  }
}
