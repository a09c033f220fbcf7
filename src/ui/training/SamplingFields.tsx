import { rehearsalSubject } from '#domain/training/rehearsalSubject.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { recipeText } from '#text/recipe.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { FieldGroup } from '#ui/training/FieldGroup.tsx';
import { OptionalNumberField } from '#ui/training/OptionalNumberField.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** How large the samples are, and how many go into a step. */
export function SamplingFields() {
  const { changeRecipe } = useActions();
  const inputEdgePx = useAppStore((state) => state.training.setup.recipe.inputEdgePx);
  const batchSize = useAppStore((state) => state.training.setup.recipe.batchSize);
  const scale = useAppStore((state) => state.training.setup.recipe.scale);
  const canRehearse = useAppStore(
    (state) =>
      state.training.setup.start === 'model' &&
      rehearsalSubject(findCard(state, state.chosenModelId)) !== null,
  );
  return (
    <FieldGroup title={recipeText.samples}>
      <NumberField
        label={recipeText.batch}
        hint={recipeText.batchHint}
        value={batchSize}
        min={1}
        max={64}
        isWhole
        onChange={(value) => changeRecipe({ batchSize: value })}
      />
      <OptionalNumberField
        label={recipeText.fixedTile}
        hint={recipeText.fixedTileHint}
        value={inputEdgePx}
        fallback={572}
        min={12}
        max={2048}
        isWhole
        unit="px"
        onChange={(value) => changeRecipe({ inputEdgePx: value })}
      />
      <NumberField
        label={recipeText.resample}
        hint={recipeText.resampleHint}
        value={scale}
        min={0.25}
        max={4}
        unit="×"
        onChange={(value) => changeRecipe({ scale: value })}
      />
      {canRehearse && <RehearsalField />}
    </FieldGroup>
  );
}

function RehearsalField() {
  const { changeRecipe } = useActions();
  const share = useAppStore((state) => state.training.setup.recipe.rehearsalShare);
  return (
    <NumberField
      label={recipeText.rehearsal}
      hint={recipeText.rehearsalHint}
      value={Math.round(1000 * share) / 10}
      min={0}
      max={90}
      unit="%"
      onChange={(percent) => changeRecipe({ rehearsalShare: percent / 100 })}
    />
  );
}
