import { SegmentedControl, Switch } from '@mantine/core';
import type { OptimizerSettings, TrainingRecipe } from '#domain/training/trainingRecipe.ts';
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
    <FieldGroup title="Optimiser">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Optimiser"
        data={[
          { value: 'adam', label: 'Adam' },
          { value: 'sgd', label: 'SGD' },
        ]}
        value={optimizer.kind}
        onChange={(kind) => changeRecipe({ optimizer: kind === 'sgd' ? SGD : ADAM })}
      />
      {optimizer.kind === 'sgd' && (
        <NumberField
          label="Momentum"
          hint="0.99 in the paper, with one sample per step."
          value={optimizer.momentum}
          min={0}
          max={0.9999}
          onChange={(momentum) => changeRecipe({ optimizer: { kind: 'sgd', momentum } })}
        />
      )}
      <NumberField
        label="Warm-up steps"
        hint="The learning rate rises over these first steps."
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
        label="Clip the gradient"
        hint="Largest length of the gradient; longer ones are scaled down."
        value={recipe.clipNorm}
        fallback={1}
        min={1e-6}
        max={1e6}
        onChange={(clipNorm) => changeRecipe({ clipNorm })}
      />
      <NumberField
        label="Dropout"
        hint="Share of the features dropped at the end of the contracting path; 0.5 is usual."
        value={recipe.dropout}
        min={0}
        max={0.95}
        onChange={(dropout) => changeRecipe({ dropout })}
      />
      <Switch
        size="xs"
        label="Lower the rate to the end (cosine)"
        checked={recipe.decay === 'cosine'}
        onChange={(event) =>
          changeRecipe({ decay: event.currentTarget.checked ? 'cosine' : 'none' })
        }
      />
      <Switch
        size="xs"
        label="Keep the contracting path as it is"
        checked={recipe.freezeContracting}
        onChange={(event) => changeRecipe({ freezeContracting: event.currentTarget.checked })}
      />
    </>
  );
}
