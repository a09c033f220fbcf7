/**
 * The nearest and the second-nearest object on one side of a row, in every column: the state of a
 * scan that moves down (or up) an annotation row by row. Objects are told apart by their ids.
 */
export class ColumnScan {
  /** Id of the nearest object, 0 = none yet. */
  readonly nearIds: Uint32Array<ArrayBuffer>;
  /** Row of its nearest pixel. */
  readonly nearRows: Int32Array<ArrayBuffer>;
  /** Id of the nearest object with another id, 0 = none yet. */
  readonly nextIds: Uint32Array<ArrayBuffer>;
  readonly nextRows: Int32Array<ArrayBuffer>;

  constructor(width: number) {
    this.nearIds = new Uint32Array(width);
    this.nearRows = new Int32Array(width);
    this.nextIds = new Uint32Array(width);
    this.nextRows = new Int32Array(width);
  }

  copyFrom(other: ColumnScan): void {
    this.nearIds.set(other.nearIds);
    this.nearRows.set(other.nearRows);
    this.nextIds.set(other.nextIds);
    this.nextRows.set(other.nextRows);
  }

  /**
   * Takes in the row that the scan has come to.
   *
   * @param ids one per column, 0 = no object
   */
  takeRow(ids: Uint32Array, row: number): void {
    const { nearIds, nearRows, nextIds, nextRows } = this;
    for (let x = 0; x < ids.length; x++) {
      const id = ids[x] as number;
      if (id === 0) continue;
      const nearId = nearIds[x] as number;
      if (id !== nearId) {
        nextIds[x] = nearId;
        nextRows[x] = nearRows[x] as number;
        nearIds[x] = id;
      }
      nearRows[x] = row;
    }
  }
}

/** Squared distances along the columns of one row to the nearest two objects above or below. */
export interface ColumnDistances {
  /** 0 = no object in the column */
  readonly nearIds: Uint32Array<ArrayBuffer>;
  readonly nearSquared: Int32Array<ArrayBuffer>;
  /** 0 = no second object in the column */
  readonly nextIds: Uint32Array<ArrayBuffer>;
  readonly nextSquared: Int32Array<ArrayBuffer>;
}

/** Writes the best two of what the scans from above and from below have seen into `result`. */
export function joinScans(
  above: ColumnScan,
  below: ColumnScan,
  row: number,
  result: ColumnDistances,
): void {
  for (let x = 0; x < result.nearIds.length; x++) {
    const aboveId = above.nearIds[x] as number;
    const belowId = below.nearIds[x] as number;
    const isAboveNearer =
      belowId === 0 ||
      (aboveId !== 0 && row - (above.nearRows[x] as number) <= (below.nearRows[x] as number) - row);
    if (isAboveNearer) joinColumn(above, below, { row, x }, result);
    else joinColumn(below, above, { row, x }, result);
  }
}

/** One column, when `nearer` holds the nearest object of the two. */
function joinColumn(
  nearer: ColumnScan,
  other: ColumnScan,
  { row, x }: { readonly row: number; readonly x: number },
  result: ColumnDistances,
): void {
  const id = nearer.nearIds[x] as number;
  const distance = row - (nearer.nearRows[x] as number);
  result.nearIds[x] = id;
  result.nearSquared[x] = distance * distance;

  const isSame = other.nearIds[x] === id;
  const otherId = (isSame ? other.nextIds[x] : other.nearIds[x]) as number;
  const otherDistance = row - ((isSame ? other.nextRows[x] : other.nearRows[x]) as number);
  const nextId = nearer.nextIds[x] as number;
  const nextDistance = row - (nearer.nextRows[x] as number);
  const isOtherNext =
    otherId !== 0 && (nextId === 0 || Math.abs(otherDistance) < Math.abs(nextDistance));
  result.nextIds[x] = isOtherNext ? otherId : nextId;
  result.nextSquared[x] = isOtherNext ? otherDistance ** 2 : nextDistance ** 2;
}
