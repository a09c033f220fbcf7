import type { LabelImage } from '#domain/image/labelImage.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import {
  INTENSITY_COLUMNS,
  MICROMETRE_COLUMNS,
  SHAPE_COLUMNS,
  type ShapeColumnId,
} from '#domain/measurement/columns.ts';
import { measureConvexHulls } from '#domain/measurement/convexHulls.ts';
import { fitEllipses } from '#domain/measurement/ellipses.ts';
import { measureIntensities } from '#domain/measurement/intensities.ts';
import { indexLabels, type LabelIndex } from '#domain/measurement/labelIndex.ts';
import type { ObjectColumn, ObjectTable } from '#domain/measurement/objectTable.ts';
import { measurePerimeters } from '#domain/measurement/perimeters.ts';
import { type RegionSums, sumRegions } from '#domain/measurement/regionSums.ts';
import { collectRowExtents } from '#domain/measurement/rowExtents.ts';
import { AppError } from '#lib/errors.ts';

type Values = Float64Array<ArrayBuffer>;

/** What `measureInstances` needs beside the pixels. */
export interface MeasureOptions {
  /** Edge of a pixel in µm; `null` leaves the columns in µm without values (NaN). */
  readonly pixelSizeUm: number | null;
}

/**
 * Shape and intensities of every object, in the columns and the order of `objects.csv`; rows ascend
 * by label. The columns are the same whatever is known, for an empty label image too.
 *
 * Source: scikit-image `regionprops`, whose numbers these are.
 *
 * @param labels objects; ids need not be consecutive, nor an object connected
 * @param channels samples of each channel, of the label image's size; non-finite ones are left out
 * @throws AppError `shape-mismatch` when a channel has another size than the label image,
 *   `invalid-argument` when the pixel size is not a positive number
 */
export function measureInstances(
  labels: LabelImage,
  channels: readonly PixelData[],
  { pixelSizeUm }: MeasureOptions,
): ObjectTable {
  checkSizes(labels, channels);
  if (pixelSizeUm !== null && !(pixelSizeUm > 0 && Number.isFinite(pixelSizeUm))) {
    throw new AppError(
      'invalid-argument',
      `The pixel size is ${pixelSizeUm} µm, but must be a positive number or left empty. Correct it.`,
    );
  }
  const index = indexLabels(labels.data);
  const shape = measureShapes(labels, index, pixelSizeUm ?? Number.NaN);
  const columns: ObjectColumn[] = [
    ...SHAPE_COLUMNS.map((column) => ({ ...column, values: shape[column.id] })),
    ...channels.flatMap((plane, i) => intensityColumns(labels, index, { plane, number: i + 1 })),
    ...micrometreColumns(shape, pixelSizeUm ?? Number.NaN),
  ];
  return { rowCount: index.labels.length, columns };
}

function checkSizes({ width, height, data }: LabelImage, channels: readonly PixelData[]): void {
  const pixelCount = width * height;
  for (const plane of [data, ...channels]) {
    if (plane.length !== pixelCount) {
      throw new AppError(
        'shape-mismatch',
        `Objects of ${width} × ${height} px (${pixelCount} samples) cannot be measured on a plane of ${plane.length} samples. Use labels and image of the same size.`,
      );
    }
  }
}

function measureShapes(
  labels: LabelImage,
  index: LabelIndex,
  pixelSizeUm: number,
): Record<ShapeColumnId, Values> {
  const sums = sumRegions(labels, index);
  const ellipses = fitEllipses(sums);
  const extents = collectRowExtents(labels, index, sums.occupiedRows);
  const hulls = measureConvexHulls(extents, labels.height);
  return {
    label: Float64Array.from(index.labels),
    area_px: sums.area,
    area_um2: sums.area.map((area) => area * pixelSizeUm ** 2),
    centroid_x_px: ellipses.centroidX,
    centroid_y_px: ellipses.centroidY,
    ...boxColumns(sums),
    perimeter_px: measurePerimeters(labels, index),
    equivalent_diameter_px: sums.area.map((area) => Math.sqrt((4 * area) / Math.PI)),
    axis_major_px: ellipses.axisMajor,
    axis_minor_px: ellipses.axisMinor,
    eccentricity: ellipses.eccentricity,
    solidity: sums.area.map((area, row) => area / (hulls.area[row] as number)),
    orientation_rad: ellipses.orientation,
    feret_diameter_px: hulls.feretDiameter,
  };
}

function boxColumns({ minX, maxX, originY, maxY }: RegionSums) {
  return {
    bbox_x_px: Float64Array.from(minX),
    bbox_y_px: Float64Array.from(originY),
    bbox_width_px: Float64Array.from(maxX, (last, row) => last - (minX[row] as number) + 1),
    bbox_height_px: Float64Array.from(maxY, (last, row) => last - (originY[row] as number) + 1),
  };
}

function intensityColumns(
  labels: LabelImage,
  index: LabelIndex,
  channel: { readonly plane: PixelData; readonly number: number },
): ObjectColumn[] {
  const intensities = measureIntensities(labels, index, channel.plane);
  return INTENSITY_COLUMNS.map(({ statistic, title }) => ({
    id: `intensity_${statistic}_c${channel.number}`,
    title: `${title}, channel ${channel.number}`,
    unit: '',
    values: intensities[statistic],
  }));
}

function micrometreColumns(
  shape: Record<ShapeColumnId, Values>,
  pixelSizeUm: number,
): ObjectColumn[] {
  return MICROMETRE_COLUMNS.map(({ source, id }) => ({
    id,
    title: SHAPE_COLUMNS.find((column) => column.id === source)?.title ?? id,
    unit: 'µm',
    values: shape[source].map((lengthPx) => lengthPx * pixelSizeUm),
  }));
}
