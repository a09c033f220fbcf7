import type { ActionContext } from '#store/actions/actionContext.ts';
import type { AppState } from '#store/appState.ts';
import { findCard } from '#store/slices/modelsSlice.ts';

/** Chooses the network of the next run, at the scale that it was trained at. */
export function chooseModel({ store }: ActionContext, modelId: string | null): void {
  store.setState((state) => withChosenModel(state, modelId));
}

/**
 * The change that chooses a model. Its own scale is set where its card names one, and given up again
 * with the next model; a scale that the user has set stays else. The same for the recipe's scale
 * where the model is to be fine-tuned: it would see objects of another size else.
 */
export function withChosenModel(
  state: Pick<AppState, 'models' | 'removedModels' | 'chosenModelId' | 'runOptions' | 'training'>,
  modelId: string | null,
): Pick<AppState, 'chosenModelId' | 'runOptions' | 'training'> {
  const formerScale = findCard(state, state.chosenModelId)?.scale;
  const scaleAfter = (scale: number) =>
    findCard(state, modelId)?.scale ?? (scale === formerScale ? 1 : scale);
  const { runOptions, training } = state;
  const { recipe, start } = training.setup;
  const recipeScale = start === 'model' ? scaleAfter(recipe.scale) : recipe.scale;
  const setup = { ...training.setup, recipe: { ...recipe, scale: recipeScale } };
  return {
    chosenModelId: modelId,
    runOptions: { ...runOptions, scale: scaleAfter(runOptions.scale) },
    training: { ...training, setup },
  };
}
