import { SegmentedControl, Switch } from '@mantine/core';
import type { OptimizerSettings, TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import { recipeText } from '#text/recipe.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { FieldGroup } from '#ui/training/FieldGroup.tsx';
import { OptionalNumberField } from '#ui/training/OptionalNumberField.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const SGD: OptimizerSettings = { kind: 'sgd', momentum: 0.99 };
const ADAM: OptimizerSettings = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** How the weights are changed from step to step. */
export function OptimizerFields() {
  const recipe = useAppStore((state) => state.training.setup.recipe);
  const { changeRecipe } = useActions();
  const { optimizer } = recipe;
  return (
    <FieldGroup title={recipeText.optimiser}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={recipeText.optimiser}
        data={[
          { value: 'adam', label: recipeText.adam },
          { value: 'sgd', label: recipeText.sgd },
        ]}
        value={optimizer.kind}
        onChange={(kind) => changeRecipe({ optimizer: kind === 'sgd' ? SGD : ADAM })}
      />
      {optimizer.kind === 'sgd' && (
        <NumberField
          label={recipeText.momentum}
          hint={recipeText.momentumHint}
          value={optimizer.momentum}
          min={0}
          max={0.9999}
          onChange={(momentum) => changeRecipe({ optimizer: { kind: 'sgd', momentum } })}
        />
      )}
      <NumberField
        label={recipeText.warmUp}
        hint={recipeText.warmUpHint}
        value={recipe.warmupIterations}
        min={0}
        max={100_000}
        isWhole
        onChange={(warmupIterations) => changeRecipe({ warmupIterations })}
      />
      <RegularizationFields recipe={recipe} />
    </FieldGroup>
  );
}

function RegularizationFields({ recipe }: { readonly recipe: TrainingRecipe }) {
  const { changeRecipe } = useActions();
  return (
    <>
      <OptionalNumberField
        label={recipeText.clip}
        hint={recipeText.clipHint}
        value={recipe.clipNorm}
        fallback={1}
        min={1e-6}
        max={1e6}
        onChange={(clipNorm) => changeRecipe({ clipNorm })}
      />
      <NumberField
        label={recipeText.dropout}
        hint={recipeText.dropoutHint}
        value={recipe.dropout}
        min={0}
        max={0.95}
        onChange={(dropout) => changeRecipe({ dropout })}
      />
      <Switch
        size="xs"
        label={recipeText.decay}
        checked={recipe.decay === 'cosine'}
        onChange={(event) =>
          changeRecipe({ decay: event.currentTarget.checked ? 'cosine' : 'none' })
        }
      />
      <Switch
        size="xs"
        label={recipeText.freeze}
        checked={recipe.freezeContracting}
        onChange={(event) => changeRecipe({ freezeContracting: event.currentTarget.checked })}
      />
    </>
  );
}
