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
        label="Iterations"
        hint="Steps of the optimiser."
        value={iterations}
        min={1}
        max={MOST_ITERATIONS}
        isWhole
        onChange={(value) => changeRecipe({ iterations: value })}
      />
      <NumberField
        label="Learning rate"
        hint="How far each step goes. Too large, and the loss jumps or is no number any more."
        value={learningRate}
        min={1e-8}
        max={1}
        onChange={(value) => changeRecipe({ learningRate: value })}
      />
      <NumberField
        label="Seed"
        hint="Decides first weights, order and changes of the samples, and which images validate."
        value={seed}
        min={0}
        max={LARGEST_SEED}
        isWhole
        onChange={(value) => changeRecipe({ seed: value })}
      />
    </div>
  );
}
