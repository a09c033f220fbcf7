/** What a measurement is called; ids are those of `objects.csv`. */
export interface ColumnDefinition {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
}

/** Columns that every object has, in the order of `objects.csv`; intensities follow by channel. */
export const SHAPE_COLUMNS = [
  { id: 'label', title: 'Label', unit: '' },
  { id: 'area_px', title: 'Area', unit: 'px²' },
  { id: 'area_um2', title: 'Area', unit: 'µm²' },
  { id: 'centroid_x_px', title: 'Centroid x', unit: 'px' },
  { id: 'centroid_y_px', title: 'Centroid y', unit: 'px' },
  { id: 'bbox_x_px', title: 'Box x', unit: 'px' },
  { id: 'bbox_y_px', title: 'Box y', unit: 'px' },
  { id: 'bbox_width_px', title: 'Box width', unit: 'px' },
  { id: 'bbox_height_px', title: 'Box height', unit: 'px' },
  { id: 'perimeter_px', title: 'Perimeter', unit: 'px' },
  { id: 'equivalent_diameter_px', title: 'Equivalent diameter', unit: 'px' },
  { id: 'axis_major_px', title: 'Major axis', unit: 'px' },
  { id: 'axis_minor_px', title: 'Minor axis', unit: 'px' },
  { id: 'eccentricity', title: 'Eccentricity', unit: '' },
  { id: 'solidity', title: 'Solidity', unit: '' },
  { id: 'orientation_rad', title: 'Orientation', unit: 'rad' },
  { id: 'feret_diameter_px', title: 'Feret diameter', unit: 'px' },
] as const satisfies readonly ColumnDefinition[];

/** Columns of each channel, in the order of `objects.csv`. */
export const INTENSITY_COLUMNS = [
  { statistic: 'mean', title: 'Mean intensity' },
  { statistic: 'min', title: 'Minimum intensity' },
  { statistic: 'max', title: 'Maximum intensity' },
  { statistic: 'sum', title: 'Total intensity' },
] as const;

/** Lengths repeated in µm behind all other columns, by the column that they are made from. */
export const MICROMETRE_COLUMNS = [
  { source: 'perimeter_px', id: 'perimeter_um' },
  { source: 'equivalent_diameter_px', id: 'equivalent_diameter_um' },
  { source: 'axis_major_px', id: 'axis_major_um' },
  { source: 'axis_minor_px', id: 'axis_minor_um' },
  { source: 'feret_diameter_px', id: 'feret_diameter_um' },
] as const satisfies readonly { readonly source: ShapeColumnId; readonly id: string }[];

/** Id of a column that every object has. */
export type ShapeColumnId = (typeof SHAPE_COLUMNS)[number]['id'];
