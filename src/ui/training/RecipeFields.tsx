import { recipeText } from '#text/recipe.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import classes from '#ui/training/TrainPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Largest number of steps: a week at a quarter of a second each. */
const MOST_ITERATIONS = 2_500_000;
/** Seeds are 32-bit. */
const LARGEST_SEED = 2 ** 32 - 1;

/** What is changed most often of a recipe. */
export function RecipeFields() {
  const { changeRecipe } = useActions();
  const iterations = useAppStore((state) => state.training.setup.recipe.iterations);
  const learningRate = useAppStore((state) => state.training.setup.recipe.learningRate);
  const seed = useAppStore((state) => state.training.setup.recipe.seed);
  return (
    <div className={classes['fields']}>
      <NumberField
        label={recipeText.iterations}
        hint={recipeText.iterationsHint}
        value={iterations}
        min={1}
        max={MOST_ITERATIONS}
        isWhole
        onChange={(value) => changeRecipe({ iterations: value })}
      />
      <NumberField
        label={recipeText.learningRate}
        hint={recipeText.learningRateHint}
        value={learningRate}
        min={1e-8}
        max={1}
        onChange={(value) => changeRecipe({ learningRate: value })}
      />
      <NumberField
        label={recipeText.seed}
        hint={recipeText.seedHint}
        value={seed}
        min={0}
        max={LARGEST_SEED}
        isWhole
        onChange={(value) => changeRecipe({ seed: value })}
      />
    </div>
  );
}
