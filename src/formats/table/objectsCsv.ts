import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import { INTENSITY_COLUMNS, SHAPE_COLUMNS } from '#domain/measurement/columns.ts';
import { csvName, csvNumber, csvText } from '#formats/table/csvCell.ts';

/** Columns behind the measurements: where an object belongs and what it is. */
export const PLACE_COLUMNS = ['image', 'z', 't', 'class'] as const;

/** Lines of `objects.csv` of one plane. */
export interface CsvLines {
  readonly columnIds: readonly string[];
  /** Blobs may lie outside memory. */
  readonly lines: Blob;
}

type TablePlane = Pick<ExportedPlane, 'imageName' | 'place' | 'classes' | 'objects'>;

/**
 * A line per object: measurements, then image, slice and time point (from 1, as on the sliders) and
 * class. Commas between cells, decimal points and line feeds whatever the system's language; numbers
 * keep their full precision; a cell without a value is empty.
 */
export function csvLines({ imageName, place, classes, objects }: TablePlane): CsvLines {
  const { columns, rowCount } = objects;
  const placeCells = [csvName(imageName), csvNumber(place.z + 1), csvNumber(place.t + 1)];
  const labels = columns.find(({ id }) => id === 'label')?.values;
  const lines: string[] = [];
  for (let row = 0; row < rowCount; row++) {
    const cells = columns.map(({ values }) => csvNumber(values[row] ?? Number.NaN));
    const classIndex = classes.get(labels?.[row] ?? 0) ?? 1;
    lines.push(`${[...cells, ...placeCells, csvNumber(classIndex)].join(',')}\n`);
  }
  return { columnIds: columns.map(({ id }) => id), lines: new Blob([lines.join('')]) };
}

/**
 * `objects.csv` of planes. Those with fewer channels than others get empty cells for the intensities
 * that they lack.
 */
export async function joinCsv(planes: readonly CsvLines[]): Promise<Blob> {
  const widest = planes.reduce<readonly string[]>(
    (ids, { columnIds }) => (columnIds.length > ids.length ? columnIds : ids),
    [],
  );
  const header = [...widest, ...PLACE_COLUMNS].map(csvText).join(',');
  const bodies: Blob[] = [];
  for (const plane of planes) bodies.push(await widened(plane, widest.length));
  return new Blob([`${header}\n`, ...bodies], { type: 'text/csv' });
}

/** Cells of further channels stand behind those of the plane's own; no quotes come before them. */
async function widened({ columnIds, lines }: CsvLines, width: number): Promise<Blob> {
  const missing = width - columnIds.length;
  if (missing === 0) return lines;
  const channels = columnIds.filter((id) => id.startsWith('intensity_mean_c')).length;
  const ownCells = SHAPE_COLUMNS.length + channels * INTENSITY_COLUMNS.length;
  const text = (await lines.text()).replace(/[^\n]+/g, (line) => {
    const cells = line.split(',');
    return cells.toSpliced(ownCells, 0, ...Array.from({ length: missing }, () => '')).join(',');
  });
  return new Blob([text]);
}
