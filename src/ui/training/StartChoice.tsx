import { SegmentedControl } from '@mantine/core';
import { RECIPE_PRESET_IDS } from '#domain/training/recipes.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { recipeText } from '#text/recipe.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import classes from '#ui/training/TrainPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const PRESETS = RECIPE_PRESET_IDS.map((id) => ({ value: id, label: recipeText.presets[id].title }));

/** What the run starts from, and which recipe it follows. */
export function StartChoice() {
  const { chooseStart } = useActions();
  const start = useAppStore((state) => state.training.setup.start);
  const card = useAppStore((state) => findCard(state, state.chosenModelId));
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={recipeText.startFrom}
        data={[
          { value: 'model', label: recipeText.fineTune },
          { value: 'scratch', label: recipeText.fromScratch },
        ]}
        value={start}
        onChange={(value) => chooseStart(value === 'scratch' ? 'scratch' : 'model')}
      />
      <p className={classes['hint']}>
        {start === 'model' ? recipeText.goesOnFrom(card?.title ?? '…') : recipeText.knowsNothing}
      </p>
      <PresetSelect />
      {start === 'scratch' && <NetworkFields />}
    </>
  );
}

function PresetSelect() {
  const { choosePreset } = useActions();
  const presetId = useAppStore((state) => state.training.setup.presetId);
  const summary = presetId === null ? undefined : recipeText.presets[presetId].summary;
  return (
    <div className={classes['field']}>
      <SelectField
        label={recipeText.recipe}
        choices={PRESETS}
        value={presetId}
        placeholder={recipeText.ownSettings}
        onChange={choosePreset}
      />
      {summary !== undefined && <p className={classes['hint']}>{summary}</p>}
    </div>
  );
}

function NetworkFields() {
  const { changeRecipe } = useActions();
  const network = useAppStore((state) => state.training.setup.recipe.network);
  return (
    <div className={classes['fields']}>
      <NumberField
        label={recipeText.depth}
        hint={recipeText.depthHint}
        value={network.depth}
        min={1}
        max={5}
        isWhole
        onChange={(depth) => changeRecipe({ network: { ...network, depth } })}
      />
      <NumberField
        label={recipeText.features}
        hint={recipeText.featuresHint}
        value={network.baseFeatures}
        min={1}
        max={128}
        isWhole
        onChange={(baseFeatures) => changeRecipe({ network: { ...network, baseFeatures } })}
      />
    </div>
  );
}
