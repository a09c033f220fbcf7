import type { ExportedPlane, ExportFormat } from '#domain/export/exportedPlane.ts';
import { writeCoco } from '#formats/coco/writeCoco.ts';
import type { JoinedFormat } from '#formats/export/planeSink.ts';
import { type CsvLines, csvLines, joinCsv } from '#formats/table/objectsCsv.ts';
import { joinSummary, type SummaryRow, summaryRow } from '#formats/table/summaryCsv.ts';

/** Parts of one format, to be joined in the end. */
export interface PartList {
  readonly suffix: string;
  add(plane: Parameters<JoinedFormat<unknown>['part']>[0]): Promise<void>;
  /** Takes over the parts of another list of the same format. */
  take(other: PartList): void;
  /** `null` while there are no parts. */
  join(): Promise<Blob | null>;
}

const OBJECTS_CSV: JoinedFormat<CsvLines> = {
  suffix: '.objects.csv',
  part: csvLines,
  join: joinCsv,
};

const SUMMARY_CSV: JoinedFormat<SummaryRow> = {
  suffix: '.summary.csv',
  part: (plane) => summaryRow(plane, plane.facts),
  join: joinSummary,
};

const COCO: JoinedFormat<ExportedPlane> = {
  suffix: '.coco.json',
  part: (plane) => plane.packed().withoutTable(),
  join: (planes) => new Blob([...writeCoco(planes)], { type: 'application/json' }),
};

/** An empty list for a format whose files may tell of many images; `null` for others. */
export function createPartList(format: ExportFormat): PartList | null {
  if (format === 'objects-csv') return new Parts(OBJECTS_CSV);
  if (format === 'summary-csv') return new Parts(SUMMARY_CSV);
  if (format === 'coco') return new Parts(COCO);
  return null;
}

class Parts<Part> implements PartList {
  readonly suffix: string;
  readonly #format: JoinedFormat<Part>;
  readonly #parts: Part[] = [];

  constructor(format: JoinedFormat<Part>) {
    this.#format = format;
    this.suffix = format.suffix;
  }

  async add(plane: Parameters<JoinedFormat<Part>['part']>[0]): Promise<void> {
    this.#parts.push(await this.#format.part(plane));
  }

  take(other: PartList): void {
    if (other instanceof Parts) this.#parts.push(...other.#parts);
  }

  async join(): Promise<Blob | null> {
    return this.#parts.length > 0 ? this.#format.join(this.#parts) : null;
  }
}
