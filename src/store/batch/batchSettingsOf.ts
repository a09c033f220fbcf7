import type { BatchSettings } from '#domain/batch/batchSettings.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import type { AppState } from '#store/appState.ts';
import { defaultInput } from '#store/channelDefaults.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { findCard } from '#store/slices/modelsSlice.ts';

/** Settings of a batch that follow from the page. */
export type PageSettings = Omit<BatchSettings, 'planes' | 'formats'>;

/** What the page would do with an image now; `null` while no model is chosen. */
export function pageSettings(state: AppState): PageSettings | null {
  const card = findCard(state, state.chosenModelId);
  if (!card) return null;
  const { scale, averageSymmetries, matchesPixelSize = false } = state.runOptions;
  return {
    modelId: card.id,
    modelTitle: card.title,
    ...inputSettings(state),
    scale,
    matchesPixelSize,
    averageSymmetries,
    instances: objectSettings(state, card),
  };
}

/** Channels as chosen for the open image, unless these are what it had from the start. */
function inputSettings(state: AppState): Pick<PageSettings, 'channels' | 'invert'> {
  const entry = selectCurrentEntry(state);
  if (!entry?.info) return { channels: null, invert: false };
  const { channels, invert } = entry.input;
  const usual = defaultInput(entry.info).channels;
  const isUsual = usual.length === channels.length && usual.every((c, i) => c === channels[i]);
  return { channels: isUsual ? null : channels, invert };
}

/** As tuned on the open image for the chosen model, else the model's own. */
function objectSettings(state: AppState, card: ModelCard): PageSettings['instances'] {
  const { currentImageId } = state;
  const tuned =
    currentImageId === null ? undefined : state.tunedSettings[currentImageId]?.[card.id];
  return tuned ?? card.defaults;
}
