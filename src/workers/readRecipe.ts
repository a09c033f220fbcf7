import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';

/**
 * The recipe in a JSON file. What reads and checks it is loaded with the first file.
 *
 * @throws AppError `invalid-argument` when the file holds no recipe; the message names the entry
 */
export async function readRecipe(file: Blob): Promise<TrainingRecipe> {
  const { parseRecipe } = await import('#formats/recipe/parseRecipe.ts');
  return parseRecipe(await file.text());
}
