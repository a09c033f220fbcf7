import type { ModelCard } from '#domain/model/modelCard.ts';

/** Models on offer and the chosen one. */
export interface ModelsSlice {
  readonly models: readonly ModelCard[];
  /** `null` until the list has arrived. */
  readonly chosenModelId: string | null;
}

export const initialModels: ModelsSlice = { models: [], chosenModelId: null };

/** Card of a model, `undefined` when there is none of that id. */
export function findCard(slice: ModelsSlice, modelId: string | null): ModelCard | undefined {
  return slice.models.find((card) => card.id === modelId);
}
