import { PAPER_WEIGHT_MAP, PLUGIN_WEIGHT_MAP } from '#domain/training/recipes.ts';
import type { WeightMapSettings } from '#domain/training/weightMapSettings.ts';
import { recipeText } from '#text/recipe.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { FieldGroup } from '#ui/training/FieldGroup.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const WEIGHT_MAP_PRESETS = [
  { id: 'paper', title: recipeText.presets['paper-2015'].title, settings: PAPER_WEIGHT_MAP },
  {
    id: 'borders',
    title: recipeText.paperNotBalanced,
    settings: { ...PAPER_WEIGHT_MAP, balance: 'none' },
  },
  { id: 'plugin', title: recipeText.plugin, settings: PLUGIN_WEIGHT_MAP },
] as const satisfies readonly { id: string; title: string; settings: WeightMapSettings }[];

const PRESET_CHOICES = WEIGHT_MAP_PRESETS.map(({ id, title }) => ({ value: id, label: title }));

const BALANCES = [
  { value: 'none', label: recipeText.sameWeight },
  { value: 'inverse-frequency', label: recipeText.byFrequency },
  { value: 'foreground-ratio', label: recipeText.byRatio },
] as const satisfies readonly { value: WeightMapSettings['balance']; label: string }[];

/** How every pixel of a target is weighted. */
export function WeightMapFields() {
  const { changeRecipe } = useActions();
  const settings = useAppStore((state) => state.training.setup.recipe.weightMap);
  const change = (part: Partial<WeightMapSettings>): void =>
    changeRecipe({ weightMap: { ...settings, ...part } });
  return (
    <FieldGroup title={recipeText.weightMap}>
      <WeightMapPreset settings={settings} onChange={change} />
      <NumberField
        label={recipeText.borderWeight}
        hint={recipeText.borderWeightHint}
        value={settings.borderWeight}
        min={0}
        max={1000}
        onChange={(borderWeight) => change({ borderWeight })}
      />
      <NumberField
        label={recipeText.borderWidth}
        hint={recipeText.borderWidthHint}
        value={settings.borderSigmaPx}
        min={0.1}
        max={100}
        unit="px"
        onChange={(borderSigmaPx) => change({ borderSigmaPx })}
      />
      <SelectField
        label={recipeText.balance}
        choices={BALANCES}
        value={settings.balance}
        onChange={(balance) => change({ balance })}
      />
      {settings.balance === 'foreground-ratio' && (
        <RatioFields settings={settings} onChange={change} />
      )}
    </FieldGroup>
  );
}

interface WeightMapPartProps {
  readonly settings: WeightMapSettings;
  readonly onChange: (part: Partial<WeightMapSettings>) => void;
}

function WeightMapPreset({ settings, onChange }: WeightMapPartProps) {
  const preset = WEIGHT_MAP_PRESETS.find((candidate) => isSame(candidate.settings, settings));
  return (
    <SelectField
      label={recipeText.weightPreset}
      choices={PRESET_CHOICES}
      value={preset?.id ?? null}
      placeholder={recipeText.ownValues}
      onChange={(id) => {
        const chosen = WEIGHT_MAP_PRESETS.find((candidate) => candidate.id === id);
        if (chosen) onChange(chosen.settings);
      }}
    />
  );
}

function RatioFields({ settings, onChange }: WeightMapPartProps) {
  return (
    <>
      <NumberField
        label={recipeText.backgroundWeight}
        hint={recipeText.backgroundWeightHint}
        value={settings.foregroundBackgroundRatio}
        min={0}
        max={1}
        onChange={(foregroundBackgroundRatio) => onChange({ foregroundBackgroundRatio })}
      />
      <NumberField
        label={recipeText.smoothing}
        hint={recipeText.smoothingHint}
        value={settings.balanceSigmaPx}
        min={0.1}
        max={200}
        unit="px"
        onChange={(balanceSigmaPx) => onChange({ balanceSigmaPx })}
      />
    </>
  );
}

function isSame(a: WeightMapSettings, b: WeightMapSettings): boolean {
  return (
    a.borderWeight === b.borderWeight &&
    a.borderSigmaPx === b.borderSigmaPx &&
    a.balance === b.balance &&
    a.foregroundBackgroundRatio === b.foregroundBackgroundRatio &&
    a.balanceSigmaPx === b.balanceSigmaPx
  );
}
