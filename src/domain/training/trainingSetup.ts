import type { RecipePresetId } from '#domain/training/recipes.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';

/** What an annotated image is for in the next run. `auto` = decided by the seed. */
export type ImageRole = 'auto' | 'training' | 'validation' | 'unused';

/** What the next run starts from, and how it goes. */
export interface TrainingSetup {
  /** `model` = the weights of the chosen model. */
  readonly start: 'model' | 'scratch';
  /** `null` once the recipe was changed by hand or loaded from a file. */
  readonly presetId: RecipePresetId | null;
  readonly recipe: TrainingRecipe;
  /** By image id; images not named are `auto`. */
  readonly roles: Readonly<Record<string, ImageRole>>;
}
