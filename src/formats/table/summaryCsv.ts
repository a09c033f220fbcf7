import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import { median } from '#domain/export/median.ts';
import type { PlaneFacts } from '#domain/export/planeFacts.ts';
import { summarizeColumn } from '#domain/measurement/columnSummary.ts';
import { csvName, csvNumber, csvText } from '#formats/table/csvCell.ts';

const UM2_PER_MM2 = 1e6;

type Row = Readonly<Record<string, string>>;

/** A line of `summary.csv`: one plane of an image. */
export interface SummaryRow {
  readonly cells: Row;
}

/** What is counted and measured in one plane, and how its objects were found. */
export function summaryRow(plane: ExportedPlane, facts: PlaneFacts): SummaryRow {
  const { imageName, place, pixelSizeUm, labels, objects } = plane;
  const area = columnOf(plane, 'area_px');
  const { mean, sd } = summarizeColumn(area);
  const middle = median(area);
  const covered = area.reduce((sum, value) => sum + value, 0) / (labels.width * labels.height);
  const um2 = pixelSizeUm === null ? Number.NaN : pixelSizeUm ** 2;
  const imageMm2 = (labels.width * labels.height * um2) / UM2_PER_MM2;
  const { settings } = facts;
  const numbers = {
    z: place.z + 1,
    t: place.t + 1,
    width_px: labels.width,
    height_px: labels.height,
    pixel_size_um: pixelSizeUm ?? Number.NaN,
    object_count: objects.rowCount,
    density_per_mm2: objects.rowCount / imageMm2,
    area_mean_px: mean,
    area_median_px: middle,
    area_sd_px: sd,
    area_mean_um2: mean * um2,
    area_median_um2: middle * um2,
    area_sd_um2: sd * um2,
    covered_fraction: covered,
  };
  return {
    cells: {
      image: csvName(imageName),
      ...Object.fromEntries(Object.entries(numbers).map(([id, value]) => [id, csvNumber(value)])),
      source: facts.source,
      model: facts.modelTitle === null ? '' : csvName(facts.modelTitle),
      threshold: settings ? csvNumber(settings.threshold) : '',
      minimum_size_px: settings ? csvNumber(settings.minimumSizePx) : '',
      split_touching: settings ? csvNumber(settings.splitTouching) : '',
      fill_holes: yesNo(settings?.fillHoles),
      remove_border_objects: yesNo(settings?.removeBorderObjects),
      grow_to_borders: yesNo(settings?.growToBorders),
    },
  };
}

/** `summary.csv`: a line per plane, at least one. */
export function joinSummary(rows: readonly SummaryRow[]): Blob {
  const header = Object.keys(rows[0]?.cells ?? {}).map(csvText);
  const lines = [header, ...rows.map(({ cells }) => Object.values(cells))];
  return new Blob([lines.map((cells) => `${cells.join(',')}\n`).join('')], { type: 'text/csv' });
}

function columnOf({ objects }: ExportedPlane, id: string): Float64Array {
  return objects.columns.find((column) => column.id === id)?.values ?? new Float64Array(0);
}

function yesNo(value: boolean | undefined): string {
  if (value === undefined) return '';
  return value ? 'yes' : 'no';
}
