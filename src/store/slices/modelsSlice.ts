import type { ModelCard } from '#domain/model/modelCard.ts';
import { isKeptId } from '#storage/modelNames.ts';

/** Models on offer and the chosen one. */
export interface ModelsSlice {
  /** Those that come with the page, then those kept in this browser. */
  readonly models: readonly ModelCard[];
  /** Kept models that were removed; results that they have found still refer to them. */
  readonly removedModels: readonly ModelCard[];
  /** `null` until the list has arrived. */
  readonly chosenModelId: string | null;
}

export const initialModels: ModelsSlice = { models: [], removedModels: [], chosenModelId: null };

/** Card of a model, removed or not; `undefined` when there is none of that id. */
export function findCard(
  { models, removedModels }: ModelsSlice,
  modelId: string | null,
): ModelCard | undefined {
  const hasId = ({ id }: ModelCard): boolean => id === modelId;
  return models.find(hasId) ?? removedModels.find(hasId);
}

/** Whether a model is kept in this browser, so that it can be renamed and deleted. */
export function isKeptModel({ id }: ModelCard): boolean {
  return isKeptId(id);
}

/** The change that puts a kept model's card at its place in the list, or at the end. */
export function withModel(
  { models, removedModels }: ModelsSlice,
  card: ModelCard,
): Pick<ModelsSlice, 'models' | 'removedModels'> {
  const isListed = models.some(({ id }) => id === card.id);
  return {
    models: isListed
      ? models.map((former) => (former.id === card.id ? card : former))
      : [...models, card],
    removedModels: removedModels.filter(({ id }) => id !== card.id),
  };
}

/** The change that takes a kept model off the list. */
export function withoutModel(
  { models, removedModels }: ModelsSlice,
  card: ModelCard,
): Pick<ModelsSlice, 'models' | 'removedModels'> {
  return {
    models: models.filter(({ id }) => id !== card.id),
    removedModels: [...removedModels, card],
  };
}
