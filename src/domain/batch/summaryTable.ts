import type { FileReport, PlaneResult } from '#domain/batch/fileOutcome.ts';

/** A line of `summary.csv`: a plane, or a file of which there is no result. `null` = empty cell. */
export interface SummaryLine {
  readonly image: string;
  /** Page of the file, from 1. */
  readonly plane: number | null;
  readonly objects: number | null;
  readonly areaMeanPx: number | null;
  readonly areaMeanUm2: number | null;
  /** 0…1 */
  readonly coveredFraction: number | null;
  readonly seconds: number | null;
  /** Why there is no result; empty when there is one. */
  readonly error: string;
}

/** What several planes have in common. */
export interface PlaneTotals {
  readonly objectCount: number;
  /** `null` without an object. */
  readonly areaMeanPx: number | null;
  /** Pixels of objects / pixels of all planes, 0…1. */
  readonly coveredFraction: number;
  readonly seconds: number;
}

/** One line per plane that was segmented and per file that was not, in the order of the files. */
export function summaryLines(
  reports: readonly FileReport[],
  skippedText: string,
): readonly SummaryLine[] {
  return reports.flatMap(({ path, outcome }) => {
    if (outcome.kind === 'done') return outcome.planes.map((plane) => planeLine(path, plane));
    return [emptyLine(path, outcome.kind === 'skipped' ? skippedText : outcome.message)];
  });
}

/** Counts, mean area and share of all planes together. */
export function planeTotals(planes: readonly PlaneResult[]): PlaneTotals {
  const sum = (of: (plane: PlaneResult) => number) =>
    planes.reduce((total, plane) => total + of(plane), 0);
  const objectCount = sum((plane) => plane.objectCount);
  const areaPx = sum((plane) => plane.areaPx);
  return {
    objectCount,
    areaMeanPx: objectCount > 0 ? areaPx / objectCount : null,
    coveredFraction:
      areaPx /
      Math.max(
        1,
        sum(({ width, height }) => width * height),
      ),
    seconds: sum(({ ms }) => ms.total) / 1000,
  };
}

function planeLine(image: string, plane: PlaneResult): SummaryLine {
  const { objectCount, areaMeanPx, coveredFraction, seconds } = planeTotals([plane]);
  const { pixelSizeUm } = plane;
  const isKnown = areaMeanPx !== null && pixelSizeUm !== null;
  return {
    image,
    plane: plane.pageIndex + 1,
    objects: objectCount,
    areaMeanPx,
    areaMeanUm2: isKnown ? areaMeanPx * pixelSizeUm ** 2 : null,
    coveredFraction,
    seconds: Math.round(seconds * 1000) / 1000,
    error: '',
  };
}

function emptyLine(image: string, error: string): SummaryLine {
  return {
    image,
    plane: null,
    objects: null,
    areaMeanPx: null,
    areaMeanUm2: null,
    coveredFraction: null,
    seconds: null,
    error,
  };
}
