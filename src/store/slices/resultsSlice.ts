import type { ObjectTable } from '#domain/measurement/objectTable.ts';
import { type PlaneSummary, summarizePlane } from '#domain/measurement/planeSummary.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { InstanceResult } from '#workers/imageApi.ts';

/** Objects of one image and what is selected among them. */
export interface ImageResult {
  readonly modelId: string;
  /** Settings that `objects` was extracted with; the sliders may be ahead of them. */
  readonly settings: InstanceSettings;
  readonly objects: ObjectTable;
  /** 0…1 */
  readonly coveredFraction: number;
  /** The same in a few figures. */
  readonly summary: PlaneSummary;
  readonly canUndoDelete: boolean;
  /** Objects deleted by hand: see `ObjectSet.deletions`. */
  readonly deletions: readonly (readonly number[])[];
  /** True from a change of settings until its objects arrive. */
  readonly isExtracting: boolean;
  /** True until something of it is exported. */
  readonly isUnsaved: boolean;
  /** Labels of the selected objects. */
  readonly selection: ReadonlySet<number>;
}

/** Results by image id; images that were not segmented have none. */
export interface ResultsSlice {
  readonly results: Readonly<Record<string, ImageResult>>;
  /** Object under the pointer in the viewer or the table of the current image. */
  readonly hoveredLabel: number | null;
}

export const initialResults: ResultsSlice = { results: {}, hoveredLabel: null };

const NOTHING_SELECTED: ReadonlySet<number> = new Set();

/** A result as the image worker answered it. */
export function resultFrom(
  modelId: string,
  settings: InstanceSettings,
  answer: InstanceResult,
): ImageResult {
  return {
    modelId,
    settings,
    objects: answer.objects,
    coveredFraction: answer.coveredFraction,
    summary: summarizePlane(answer.objects, answer.coveredFraction),
    canUndoDelete: answer.canUndoDelete,
    deletions: answer.deletions,
    isExtracting: false,
    isUnsaved: true,
    selection: NOTHING_SELECTED,
  };
}

/** The slice with `change` laid over one result; unchanged when there is none. */
export function withResult(
  slice: ResultsSlice,
  imageId: string,
  change: Partial<ImageResult>,
): Pick<ResultsSlice, 'results'> {
  const result = slice.results[imageId];
  if (!result) return { results: slice.results };
  return { results: { ...slice.results, [imageId]: { ...result, ...change } } };
}

/** The slice without the result of one image. */
export function withoutResult(
  slice: ResultsSlice,
  imageId: string,
): Pick<ResultsSlice, 'results' | 'hoveredLabel'> {
  const { [imageId]: _removed, ...results } = slice.results;
  return { results, hoveredLabel: null };
}
