import { PAPER_WEIGHT_MAP, PLUGIN_WEIGHT_MAP } from '#domain/training/recipes.ts';
import type { WeightMapSettings } from '#domain/training/weightMapSettings.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { FieldGroup } from '#ui/training/FieldGroup.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const WEIGHT_MAP_PRESETS = [
  { id: 'paper', title: '2015 paper', settings: PAPER_WEIGHT_MAP },
  {
    id: 'borders',
    title: '2015 paper, classes not balanced',
    settings: { ...PAPER_WEIGHT_MAP, balance: 'none' },
  },
  { id: 'plugin', title: '2019 plug-in', settings: PLUGIN_WEIGHT_MAP },
] as const satisfies readonly { id: string; title: string; settings: WeightMapSettings }[];

const PRESET_CHOICES = WEIGHT_MAP_PRESETS.map(({ id, title }) => ({ value: id, label: title }));

const BALANCES = [
  { value: 'none', label: 'Same weight everywhere' },
  { value: 'inverse-frequency', label: 'By how rare the class is' },
  { value: 'foreground-ratio', label: 'Objects over background' },
] as const satisfies readonly { value: WeightMapSettings['balance']; label: string }[];

/** How every pixel of a target is weighted. */
export function WeightMapFields() {
  const { changeRecipe } = useActions();
  const settings = useAppStore((state) => state.training.setup.recipe.weightMap);
  const change = (part: Partial<WeightMapSettings>): void =>
    changeRecipe({ weightMap: { ...settings, ...part } });
  return (
    <FieldGroup title="Weight map">
      <WeightMapPreset settings={settings} onChange={change} />
      <NumberField
        label="Border weight"
        hint="Height of the border term between objects (w0)."
        value={settings.borderWeight}
        min={0}
        max={1000}
        onChange={(borderWeight) => change({ borderWeight })}
      />
      <NumberField
        label="Border width"
        hint="How far the border term reaches (σ)."
        value={settings.borderSigmaPx}
        min={0.1}
        max={100}
        unit="px"
        onChange={(borderSigmaPx) => change({ borderSigmaPx })}
      />
      <SelectField
        label="Balance of the classes"
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
      label="Preset"
      choices={PRESET_CHOICES}
      value={preset?.id ?? null}
      placeholder="Own values"
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
        label="Background weight"
        hint="Weight of background far from objects; objects weigh 1."
        value={settings.foregroundBackgroundRatio}
        min={0}
        max={1}
        onChange={(foregroundBackgroundRatio) => onChange({ foregroundBackgroundRatio })}
      />
      <NumberField
        label="Smoothing"
        hint="How softly the weight falls with the distance from objects (σ)."
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
