/**
 * One connected part of an object as polygons on pixel edges: pixel (column, row) covers
 * [column, column + 1] × [row, row + 1]. Rings are x, y, … of their corners, not repeated at the end;
 * filling them by the even-odd rule gives back exactly the pixels of the part.
 */
export interface OutlinePolygon {
  readonly outer: Float64Array<ArrayBuffer>;
  readonly holes: readonly Float64Array<ArrayBuffer>[];
}

/** An object by its outline. */
export interface ObjectOutline {
  /** Id in the label image, from 1. */
  readonly label: number;
  /** Class of the object, from 1. */
  readonly classIndex: number;
  /** One per 4-connected part; most objects have one. */
  readonly polygons: readonly OutlinePolygon[];
}
