/**
 * Measurements of all objects of one image, by column; row i of each array is the object `label[i]`.
 * Plain arrays by name so that it crosses a worker boundary without a copy.
 */
export interface ObjectTable {
  readonly rowCount: number;
  readonly columns: readonly ObjectColumn[];
}

export interface ObjectColumn {
  /** Column id as in `objects.csv`, e.g. `area_px`. */
  readonly id: string;
  /** For table headers, e.g. `Area`. */
  readonly title: string;
  /** `px`, `px²`, `µm²`, `rad`, or empty. */
  readonly unit: string;
  readonly values: Float64Array<ArrayBuffer>;
}
