import type { SummaryLine } from '#domain/batch/summaryTable.ts';
import { csvName, csvNumber } from '#formats/table/csvCell.ts';

const HEADER = 'image,plane,object_count,area_mean_px,area_mean_um2,covered_fraction,seconds,error';

/** Bytes of `summary.csv`, written like `objects.csv`: empty cells where there is no value. */
export function writeSummaryCsv(lines: readonly SummaryLine[]): Uint8Array<ArrayBuffer> {
  const rows = lines.map((line) =>
    [
      csvName(line.image),
      numberCell(line.plane),
      numberCell(line.objects),
      numberCell(line.areaMeanPx),
      numberCell(line.areaMeanUm2),
      numberCell(line.coveredFraction),
      numberCell(line.seconds),
      csvName(line.error),
    ].join(','),
  );
  return new TextEncoder().encode([HEADER, ...rows, ''].join('\n'));
}

function numberCell(value: number | null): string {
  return csvNumber(value ?? Number.NaN);
}
