import type { BatchSettings } from '#domain/batch/batchSettings.ts';
import type { FileReport } from '#domain/batch/fileOutcome.ts';

/** What `run.json` of a batch tells beside its files. */
export interface RunFacts {
  /** Version of Cellpane. */
  readonly version: string;
  readonly startedAt: string;
  readonly settings: BatchSettings;
  readonly reports: readonly FileReport[];
}

/** The contents of `run.json`: as of `npm run segment`, with the settings of the page. */
export function runRecord({ version, startedAt, settings, reports }: RunFacts): object {
  const { modelId, modelTitle, ...others } = settings;
  const planes = reports.flatMap(({ path, outcome }) =>
    outcome.kind === 'done' ? outcome.planes.map((plane) => ({ path, plane })) : [],
  );
  const last = planes.at(-1)?.plane;
  return {
    version,
    model: modelId,
    modelTitle,
    backend: last?.backend ?? null,
    adapter: last?.adapter ?? null,
    startedAt,
    settings: others,
    images: planes.map(({ path, plane }) => ({
      file: path,
      page: plane.pageIndex,
      width: plane.width,
      height: plane.height,
      objects: plane.objectCount,
      tiles: plane.tileCount,
      ms: rounded(plane.ms),
    })),
    failures: reports.flatMap(({ path, outcome }) =>
      outcome.kind === 'failed'
        ? [{ file: path, code: outcome.code, message: outcome.message }]
        : [],
    ),
    skipped: reports.flatMap(({ path, outcome }) => (outcome.kind === 'skipped' ? [path] : [])),
  };
}

/** To a tenth of a millisecond, which is finer than any clock of a page. */
function rounded(ms: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(ms).map(([name, value]) => [name, Math.round(value * 10) / 10]),
  );
}
