import type { ModelCard } from '#domain/model/modelCard.ts';
import type { AppState } from '#store/appState.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { SCALE_RANGE } from '#store/slices/runSlice.ts';

/** The parts of the state that the scale of a run depends on. */
type ScaleState = Pick<
  AppState,
  'images' | 'currentImageId' | 'models' | 'removedModels' | 'chosenModelId' | 'runOptions'
>;

/** Resampling that makes more of an image than this is not begun unasked. */
export const LARGE_GROWTH = 4;

/**
 * Scale that brings an image to the pixel size of the network's training data; `null` when one of
 * the two is not known, or when it is beyond 0.25–4.
 */
export function matchedScale(imageUm: number | null, modelUm: number | null): number | null {
  if (imageUm === null || modelUm === null) return null;
  const scale = imageUm / modelUm;
  return scale >= SCALE_RANGE[0] && scale <= SCALE_RANGE[1] ? scale : null;
}

/**
 * Resampling of one image before the network in the next run: by its pixel size where that was
 * asked for and can be done, else as the slider says.
 */
export function selectRunScale(state: ScaleState, imageId: string): number {
  return selectAutomaticScale(state, imageId) ?? state.runOptions.scale;
}

/** The scale by pixel size that replaces the slider's for an image; `null` = the slider decides. */
export function selectAutomaticScale(state: ScaleState, imageId: string): number | null {
  if (!state.runOptions.matchesPixelSize) return null;
  const entry = findEntry(state, imageId);
  const card = findCard(state, state.chosenModelId);
  return matchedScale(entry?.pixelSizeUm ?? null, card?.pixelSizeUm ?? null);
}

/**
 * Scale at which the objects found in an image have the usual size of the network's, by their median
 * diameter; `null` when there are none, when they have it as they are, or when it is beyond reach.
 */
export function selectObjectScale(
  state: Pick<AppState, 'results'>,
  imageId: string,
  card: ModelCard,
): number | null {
  const table = state.results[imageId]?.objects;
  const diameters = table?.columns.find(({ id }) => id === 'equivalent_diameter_px')?.values;
  if (!diameters || diameters.length === 0) return null;
  const median = diameters.toSorted()[diameters.length >> 1] ?? 0;
  const [small, large] = card.objectDiameterPx;
  if (!(median > 0) || (median >= small && median <= large)) return null;
  const scale = Math.sqrt(small * large) / median;
  return scale >= SCALE_RANGE[0] && scale <= SCALE_RANGE[1] ? Number(scale.toFixed(2)) : null;
}
