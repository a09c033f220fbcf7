import type { ProjectImage, ProjectPrediction } from '#domain/project/project.ts';
import type { AppState } from '#store/appState.ts';
import { type Autosave, pageKey } from '#store/autosave/autosave.ts';
import { hasSameValues } from '#store/autosave/projectFacts.ts';
import { selectSettingsFor } from '#store/selectors/objectSettings.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';

/**
 * What is to be kept of an image; `null` while nothing is known of it.
 *
 * @param freshMapIds maps that are stored together with it
 */
export function rowFrom(
  state: AppState,
  autosave: Autosave,
  entry: ImageEntry,
  freshMapIds: ReadonlySet<string>,
): ProjectImage | null {
  const { id, name, folder, fileFacts, series, info, display, pixelSizeUm, input, rectangle } =
    entry;
  if (!info) return null;
  const shown = shownPrediction(state, autosave, entry, freshMapIds);
  const others = entry.predictions
    .filter(({ pageIndex }) => pageIndex !== shown?.pageIndex)
    .flatMap((prediction) => storablePrediction(autosave, id, prediction, freshMapIds) ?? []);
  return {
    id,
    name,
    folder,
    file: fileFacts,
    series,
    pageIndex: info.pageIndex,
    info,
    display,
    pixelSizeUm,
    input,
    rectangle,
    tunedSettings: state.tunedSettings[id] ?? NOTHING_TUNED,
    predictions: shown ? [...others, shown] : others,
  };
}

const NOTHING_TUNED = {};

/**
 * What was found on the page that is shown; `null` without a result, or while its map is not stored:
 * objects without their map could not come back.
 */
export function shownPrediction(
  state: AppState,
  autosave: Autosave,
  { id, info }: ImageEntry,
  freshMapIds: ReadonlySet<string> | 'any',
): ProjectPrediction | null {
  const result = state.results[id];
  if (!info || !result) return null;
  const { pageIndex } = info;
  const kept = autosave.maps.get(pageKey(id, pageIndex));
  if (!kept) return null;
  const { mapId, regions } = kept;
  const { modelId, deletions, isUnsaved, isExtracting, summary } = result;
  // A slider may be ahead of its objects: they come back as it was left.
  const wanted = isExtracting ? selectSettingsFor(state, id, modelId) : undefined;
  const settings = wanted ?? result.settings;
  const found = { pageIndex, modelId, settings, regions, deletions, isUnsaved, mapId };
  const prediction = { ...found, summary };
  return freshMapIds === 'any'
    ? prediction
    : storablePrediction(autosave, id, prediction, freshMapIds);
}

/** As it is where its map is stored, or will be with it; else as storage has it, if it does. */
function storablePrediction(
  { maps, rows }: Autosave,
  imageId: string,
  prediction: ProjectPrediction,
  freshMapIds: ReadonlySet<string>,
): ProjectPrediction | null {
  const { pageIndex, mapId } = prediction;
  const isLacking = maps.get(pageKey(imageId, pageIndex))?.isStored === false;
  if (!isLacking || freshMapIds.has(mapId)) return prediction;
  const row = rows.get(imageId);
  return row?.predictions.find((stored) => stored.pageIndex === pageIndex) ?? null;
}

/** True when nothing differs, by reference. */
export function isSameRow(a: ProjectImage, b: ProjectImage): boolean {
  return (
    a.predictions.length === b.predictions.length &&
    a.predictions.every((prediction, index) => {
      const other = b.predictions[index];
      return other !== undefined && isSamePrediction(prediction, other);
    }) &&
    hasSameValues(a.tunedSettings, b.tunedSettings) &&
    hasSameValues({ ...a, ...COMPARED }, { ...b, ...COMPARED })
  );
}

/** Figures that were computed anew from the same objects are no change. */
function isSamePrediction(a: ProjectPrediction, b: ProjectPrediction): boolean {
  const isSameSummary =
    a.summary === b.summary || (a.summary && b.summary && hasSameValues(a.summary, b.summary));
  return Boolean(isSameSummary) && hasSameValues({ ...a, summary: null }, { ...b, summary: null });
}

/** Parts that are compared one by one. */
const COMPARED = { predictions: null, tunedSettings: null };
