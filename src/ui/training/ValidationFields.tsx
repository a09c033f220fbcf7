import { SegmentedControl } from '@mantine/core';
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
    <FieldGroup title="Validation">
      <NumberField
        label="Share kept apart"
        hint="Of the “Auto” images; of the annotated area when there is one image."
        value={Math.round(1000 * share) / 10}
        min={0}
        max={90}
        unit="%"
        onChange={(percent) => changeRecipe({ validationShare: percent / 100 })}
      />
      <OptionalNumberField
        label="Stop early"
        hint="Ends the run after this many validations without a better score."
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
        aria-label="Best by"
        data={[
          { value: 'f1_50', label: 'Best by object F1' },
          { value: 'iou', label: 'Best by IoU' },
        ]}
        value={bestBy}
        onChange={(value) => changeRecipe({ bestBy: value === 'iou' ? 'iou' : 'f1_50' })}
      />
    </FieldGroup>
  );
}
