import type { Rectangle } from '#domain/image/rectangle.ts';
import { type ColumnSummary, summarizeColumn } from '#domain/measurement/columnSummary.ts';
import type { ObjectColumn, ObjectTable } from '#domain/measurement/objectTable.ts';
import type { ImageResult } from '#store/slices/resultsSlice.ts';
import { formatFixed, formatValue } from '#text/format.ts';
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

/** Beyond that, ground has probably been taken for objects. */
const NEARLY_ALL = 0.8;

/** True when hardly any ground is left, though the model is none whose objects fill the image. */
export function coversNearlyAll({
  coveredFraction,
  settings,
}: Pick<ImageResult, 'coveredFraction' | 'settings'>): boolean {
  return coveredFraction > NEARLY_ALL && !settings.growToBorders;
}

/** `122.3 ± 43.7`, both to the same decimal place; only the mean when there is one value. */
export function meanText({ mean, sd }: ColumnSummary): string {
  if (!Number.isFinite(sd)) return formatValue(mean);
  const digits = digitsBehindPoint(sd);
  const isPlain = digits === 0 || (Number.isInteger(mean) && Number.isInteger(sd));
  const text = (value: number) =>
    isPlain ? formatValue(Math.round(value)) : formatFixed(value, digits);
  return sd < 0.001
    ? objectsText.meanAndSd(formatValue(mean), formatValue(sd))
    : objectsText.meanAndSd(text(mean), text(sd));
}

/** Decimals that give the deviation three digits. */
function digitsBehindPoint(sd: number): number {
  return Math.max(0, 2 - Math.floor(Math.log10(sd)));
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
