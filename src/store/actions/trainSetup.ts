import { presetRecipe, type RecipePresetId } from '#domain/training/recipes.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { ImageRole, TrainingSetup } from '#domain/training/trainingSetup.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { recordSettings } from '#store/history/recordSteps.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { withTraining } from '#store/slices/trainingSlice.ts';
import { historyText } from '#text/history.ts';
import { failureText, noticeText } from '#text/messages.ts';

function changeSetup(context: ActionContext, change: Partial<TrainingSetup>): void {
  context.store.setState((state) =>
    withTraining(state, { setup: { ...state.training.setup, ...change } }),
  );
}

/**
 * Fine-tunes the chosen model, or trains from scratch. An untouched preset is replaced by the one
 * that suits; a recipe changed by hand stays.
 */
export function chooseStart(context: ActionContext, start: TrainingSetup['start']): void {
  const { presetId } = context.store.getState().training.setup;
  changeSetup(context, { start });
  if (presetId !== null) {
    choosePreset(context, start === 'model' ? 'fine-tuning' : 'from-scratch');
  }
}

/** Takes over a preset; the seed stays, and so does the scale of a model that is fine-tuned. */
export function choosePreset(context: ActionContext, presetId: RecipePresetId): void {
  const state = context.store.getState();
  const { start, recipe } = state.training.setup;
  const card = start === 'model' ? findCard(state, state.chosenModelId) : undefined;
  const preset = presetRecipe(presetId);
  const scale = card?.scale ?? preset.scale;
  changeSetup(context, { presetId, recipe: { ...preset, seed: recipe.seed, scale } });
}

/** Changes the recipe by hand. A change of seed or length alone leaves the preset's name. */
export function changeRecipe(context: ActionContext, change: Partial<TrainingRecipe>): void {
  const { recipe, presetId } = context.store.getState().training.setup;
  const isMinor = Object.keys(change).every((key) => key === 'seed' || key === 'iterations');
  changeSetup(context, {
    recipe: { ...recipe, ...change },
    presetId: isMinor ? presetId : null,
  });
}

/** Says what an annotated image is for. */
export function setImageRole(context: ActionContext, imageId: string, role: ImageRole): void {
  const { roles } = context.store.getState().training.setup;
  changeSetup(context, { roles: { ...roles, [imageId]: role } });
}

/** Offers the recipe as a JSON file, as `npm run train -- --recipe` reads it. */
export function saveRecipe(context: ActionContext): void {
  const { recipe } = context.store.getState().training.setup;
  const bytes = new TextEncoder().encode(`${JSON.stringify(recipe, null, 2)}\n`);
  context.services.saveFile('recipe.json', bytes, 'application/json');
}

/** Takes over the recipe of a JSON file. A file that holds none is refused with the reason. */
export async function loadRecipe(context: ActionContext, file: File): Promise<void> {
  try {
    const recipe = await context.services.readRecipe(await file.text());
    recordSettings(context, { title: historyText.recipeFile, key: null }, () =>
      changeSetup(context, { recipe, presetId: null }),
    );
    notify(context, noticeText.recipeSet(file.name));
  } catch (error) {
    reportFailure(context, failureText.recipe(file.name), error);
  }
}
