import { SegmentedControl } from '@mantine/core';
import { RECIPE_PRESET_IDS } from '#domain/training/recipes.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { PRESET_TEXTS } from '#ui/training/presetTexts.ts';
import classes from '#ui/training/TrainPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const PRESETS = RECIPE_PRESET_IDS.map((id) => ({ value: id, label: PRESET_TEXTS[id].title }));

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
        aria-label="Start from"
        data={[
          { value: 'model', label: 'Fine-tune the network' },
          { value: 'scratch', label: 'From scratch' },
        ]}
        value={start}
        onChange={(value) => chooseStart(value === 'scratch' ? 'scratch' : 'model')}
      />
      <p className={classes['hint']}>
        {start === 'model'
          ? `Goes on from “${card?.title ?? '…'}”, the chosen network. Few images and few steps are enough.`
          : 'A new network that knows nothing yet. It needs more images, more steps and more time.'}
      </p>
      <PresetSelect />
      {start === 'scratch' && <NetworkFields />}
    </>
  );
}

function PresetSelect() {
  const { choosePreset } = useActions();
  const presetId = useAppStore((state) => state.training.setup.presetId);
  const summary = presetId === null ? undefined : PRESET_TEXTS[presetId].summary;
  return (
    <div className={classes['field']}>
      <SelectField
        label="Recipe"
        choices={PRESETS}
        value={presetId}
        placeholder="Own settings"
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
        label="Depth"
        hint="How often the image is halved on the way down; 4 in the paper."
        value={network.depth}
        min={1}
        max={5}
        isWhole
        onChange={(depth) => changeRecipe({ network: { ...network, depth } })}
      />
      <NumberField
        label="Features"
        hint="Of the first level, doubled with each further one; 64 in the paper."
        value={network.baseFeatures}
        min={1}
        max={128}
        isWhole
        onChange={(baseFeatures) => changeRecipe({ network: { ...network, baseFeatures } })}
      />
    </div>
  );
}
