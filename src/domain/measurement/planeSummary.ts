import type { ObjectTable } from '#domain/measurement/objectTable.ts';

/** What was found on one plane, in a few figures. */
export interface PlaneSummary {
  readonly objectCount: number;
  /** Mean area of its objects in px²; `null` without any. */
  readonly meanAreaPx: number | null;
  /** Foreground pixels of all objects / pixels of the plane, 0…1. */
  readonly coveredFraction: number;
}

/** The figures of a table of objects. */
export function summarizePlane(objects: ObjectTable, coveredFraction: number): PlaneSummary {
  const areas = objects.columns.find(({ id }) => id === 'area_px')?.values ?? [];
  const objectCount = areas.length;
  let sum = 0;
  for (const area of areas) sum += area;
  return { objectCount, meanAreaPx: objectCount > 0 ? sum / objectCount : null, coveredFraction };
}
