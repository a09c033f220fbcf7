import type { Rectangle } from '#domain/image/rectangle.ts';
import { type ColumnSummary, summarizeColumn } from '#domain/measurement/columnSummary.ts';
import type { ObjectColumn, ObjectTable } from '#domain/measurement/objectTable.ts';
import { formatValue } from '#text/format.ts';
import { objectsText } from '#text/objects.ts';
import { objectCountText } from '#ui/images/imageText.ts';

/** A column by its id, `undefined` when the table lacks it. */
export function findColumn(table: ObjectTable, id: string): ObjectColumn | undefined {
  return table.columns.find((column) => column.id === id);
}

/** Area in µm² where the pixel size is known, else in px². */
export function areaColumn(table: ObjectTable): ObjectColumn | undefined {
  const inUm = findColumn(table, 'area_um2');
  const isKnown = inUm && Number.isFinite(inUm.values[0] ?? Number.NaN);
  return isKnown ? inUm : findColumn(table, 'area_px');
}

/** `128 objects · area 340 ± 52 px² · 12.3% covered`. */
export function summaryText(objects: ObjectTable, coveredFraction: number): string {
  const parts = [objectCountText(objects)];
  const area = areaColumn(objects);
  if (area && area.values.length > 0) {
    parts.push(objectsText.area(meanText(summarizeColumn(area.values)), area.unit));
  }
  parts.push(objectsText.covered(coveredFraction));
  return parts.join(' · ');
}

/** `340 ± 52`; only the mean when there is one value. */
export function meanText({ mean, sd }: ColumnSummary): string {
  return Number.isFinite(sd)
    ? objectsText.meanAndSd(formatValue(mean), formatValue(sd))
    : formatValue(mean);
}

/** `Area (px²)`. */
export function columnHeading({ title, unit }: ObjectColumn): string {
  return unit === '' ? title : objectsText.withUnit(title, unit);
}

/** Bounding box of a row, `null` when the table has none. */
export function rowBounds(table: ObjectTable, row: number): Rectangle | null {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(
    (part) => findColumn(table, `bbox_${part}_px`)?.values[row],
  );
  if (x === undefined || y === undefined || width === undefined || height === undefined) {
    return null;
  }
  return { x, y, width, height };
}
