import { recipeText } from '#text/recipe.ts';
import { AugmentationFields } from '#ui/training/AugmentationFields.tsx';
import { OptimizerFields } from '#ui/training/OptimizerFields.tsx';
import { RecipeFile } from '#ui/training/RecipeFile.tsx';
import { SamplingFields } from '#ui/training/SamplingFields.tsx';
import classes from '#ui/training/TrainPanel.module.css';
import { ValidationFields } from '#ui/training/ValidationFields.tsx';
import { WeightMapFields } from '#ui/training/WeightMapFields.tsx';

/** Everything else that a recipe says. */
export function AdvancedRecipe() {
  return (
    <details className={classes['details']}>
      <summary className={classes['summary']}>{recipeText.advanced}</summary>
      <div className={classes['groups']}>
        <OptimizerFields />
        <SamplingFields />
        <WeightMapFields />
        <AugmentationFields />
        <ValidationFields />
        <RecipeFile />
      </div>
    </details>
  );
}
