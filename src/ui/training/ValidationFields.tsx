import { SegmentedControl } from '@mantine/core';
import { recipeText } from '#text/recipe.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { FieldGroup } from '#ui/training/FieldGroup.tsx';
import { OptionalNumberField } from '#ui/training/OptionalNumberField.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** What is kept for validation, and what it decides. */
export function ValidationFields() {
  const { changeRecipe } = useActions();
  const share = useAppStore((state) => state.training.setup.recipe.validationShare);
  const patience = useAppStore((state) => state.training.setup.recipe.patience);
  const bestBy = useAppStore((state) => state.training.setup.recipe.bestBy);
  return (
    <FieldGroup title={recipeText.validation}>
      <NumberField
        label={recipeText.share}
        hint={recipeText.shareHint}
        value={Math.round(1000 * share) / 10}
        min={0}
        max={90}
        unit="%"
        onChange={(percent) => changeRecipe({ validationShare: percent / 100 })}
      />
      <OptionalNumberField
        label={recipeText.stopEarly}
        hint={recipeText.stopEarlyHint}
        value={patience}
        fallback={20}
        min={1}
        max={10_000}
        isWhole
        onChange={(value) => changeRecipe({ patience: value })}
      />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={recipeText.bestBy}
        data={[
          { value: 'f1_50', label: recipeText.bestByF1 },
          { value: 'iou', label: recipeText.bestByIou },
        ]}
        value={bestBy}
        onChange={(value) => changeRecipe({ bestBy: value === 'iou' ? 'iou' : 'f1_50' })}
      />
    </FieldGroup>
  );
}
