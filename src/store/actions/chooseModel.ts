import type { ActionContext } from '#store/actions/actionContext.ts';
import type { AppState } from '#store/appState.ts';
import { findCard } from '#store/slices/modelsSlice.ts';

/** Chooses the network of the next run, at the scale that it was trained at. */
export function chooseModel({ store }: ActionContext, modelId: string | null): void {
  store.setState((state) => withChosenModel(state, modelId));
}

/**
 * The change that chooses a model. Its own scale is set where its card names one, and given up again
 * with the next model; a scale that the user has set stays else.
 */
export function withChosenModel(
  state: Pick<AppState, 'models' | 'removedModels' | 'chosenModelId' | 'runOptions'>,
  modelId: string | null,
): Pick<AppState, 'chosenModelId' | 'runOptions'> {
  const formerScale = findCard(state, state.chosenModelId)?.scale;
  const isOfFormer = formerScale !== undefined && state.runOptions.scale === formerScale;
  const scale = findCard(state, modelId)?.scale ?? (isOfFormer ? 1 : state.runOptions.scale);
  return { chosenModelId: modelId, runOptions: { ...state.runOptions, scale } };
}
