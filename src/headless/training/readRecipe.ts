import { readFileSync } from 'node:fs';
import { presetRecipe } from '#domain/training/recipes.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import { checkRecipe } from '#formats/recipe/parseRecipe.ts';
import type { TrainArguments } from '#headless/cli/trainArguments.ts';
import { AppError, toAppError } from '#lib/errors.ts';

/**
 * The recipe that a call of `npm run train` means: the usual one for what it does, with the entries
 * of the recipe file, then those of the command line.
 *
 * @param modelScale scale that the model to fine-tune was trained at; 1 from scratch
 * @throws AppError `invalid-argument` when the file cannot be read or an entry is unknown
 */
export function readRecipe(
  wish: Pick<TrainArguments, 'recipeFile' | 'from' | 'iterations' | 'seed'>,
  modelScale: number,
): TrainingRecipe {
  const preset = presetRecipe(wish.from === null ? 'from-scratch' : 'fine-tuning');
  const base = { ...preset, scale: modelScale };
  const recipe = wish.recipeFile === null ? base : checkRecipe(readEntries(wish.recipeFile), base);
  return {
    ...recipe,
    iterations: wish.iterations ?? recipe.iterations,
    seed: wish.seed ?? recipe.seed,
  };
}

/** Entries of a recipe file, or of the recipe inside a `run.json`. */
function readEntries(path: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const { message } = toAppError(error);
    throw new AppError('invalid-argument', `--recipe ${path} cannot be read: ${message}`, {
      cause: error,
    });
  }
  return typeof json === 'object' && json !== null && 'recipe' in json ? json.recipe : json;
}
