/** Whole positions start … end of an axis, both included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Lower envelope of parabolas (x − column)² + height, over a span of whole positions x: which column
 * is nearest, from where on.
 *
 * Columns are added from left to right, each at most once, and may lie outside of the span. Adding
 * n of them takes time proportional to n.
 *
 * Source: Meijster, Roerdink and Hesselink 2000; Felzenszwalb and Huttenlocher 2012.
 */
export class ParabolaEnvelope {
  /** Columns whose parabolas form the envelope; the first `count` entries count. */
  readonly columns: Int32Array;
  /** Where each takes over from the one before. */
  readonly begins: Int32Array;
  count = 0;

  private readonly heights: Int32Array;
  private span: Span = { start: 0, end: 0 };

  constructor(width: number) {
    this.columns = new Int32Array(width);
    this.begins = new Int32Array(width);
    this.heights = new Int32Array(width);
  }

  /** Forgets all columns; what is added now counts on `span`. */
  restart(span: Span): void {
    this.span = span;
    this.count = 0;
  }

  add(column: number, height: number): void {
    const { columns, begins, heights, span } = this;
    while (this.count > 0) {
      const top = this.count - 1;
      const begin = begins[top] as number;
      const toTop = begin - (columns[top] as number);
      const toNew = begin - column;
      if (toTop * toTop + (heights[top] as number) <= toNew * toNew + height) break;
      this.count--;
    }
    const begin = this.count === 0 ? span.start : this.takeover(column, height);
    if (begin > span.end) return;
    columns[this.count] = column;
    begins[this.count] = begin;
    heights[this.count] = height;
    this.count++;
  }

  /** Last position of the span where segment `index` is the lowest. */
  endOf(index: number): number {
    return index + 1 < this.count ? (this.begins[index + 1] as number) - 1 : this.span.end;
  }

  /** Writes the envelope's heights on its span; without columns, nothing is written. */
  write(target: Int32Array): void {
    for (let index = 0; index < this.count; index++) {
      const column = this.columns[index] as number;
      const height = this.heights[index] as number;
      const end = this.endOf(index);
      for (let x = this.begins[index] as number; x <= end; x++) {
        target[x] = (x - column) * (x - column) + height;
      }
    }
  }

  /** First position at which a later column is strictly lower than the last one added. */
  private takeover(later: number, laterHeight: number): number {
    const column = this.columns[this.count - 1] as number;
    const height = this.heights[this.count - 1] as number;
    const numerator = later * later - column * column + laterHeight - height;
    return 1 + Math.floor(numerator / (2 * (later - column)));
  }
}
