import { Switch } from '@mantine/core';
import type { AugmentationSettings } from '#domain/training/augmentationSettings.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { FieldGroup } from '#ui/training/FieldGroup.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Random changes of every sample, so that few images go a long way. */
export function AugmentationFields() {
  const { changeRecipe } = useActions();
  const settings = useAppStore((state) => state.training.setup.recipe.augmentation);
  const change = (part: Partial<AugmentationSettings>): void =>
    changeRecipe({ augmentation: { ...settings, ...part } });
  return (
    <FieldGroup title="Augmentation">
      <NumberField
        label="Elastic deformation"
        hint="Deviation of the displacements on a coarse 3 × 3 grid; 10 px in the paper, 0 = none."
        value={settings.elasticSigmaPx}
        min={0}
        max={100}
        unit="px"
        onChange={(elasticSigmaPx) => change({ elasticSigmaPx })}
      />
      <Switch
        size="xs"
        label="Rotate by any angle"
        checked={settings.rotate}
        onChange={(event) => change({ rotate: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label="Mirror"
        checked={settings.mirror}
        onChange={(event) => change({ mirror: event.currentTarget.checked })}
      />
      <RangeFields settings={settings} onChange={change} />
      <GreyFields settings={settings} onChange={change} />
    </FieldGroup>
  );
}

interface AugmentationPartProps {
  readonly settings: AugmentationSettings;
  readonly onChange: (part: Partial<AugmentationSettings>) => void;
}

function RangeFields({ settings: { scaleRange }, onChange }: AugmentationPartProps) {
  const [low, high] = scaleRange;
  return (
    <>
      <NumberField
        label="Smallest zoom"
        value={low}
        min={0.25}
        max={high}
        unit="×"
        onChange={(value) => onChange({ scaleRange: [value, high] })}
      />
      <NumberField
        label="Largest zoom"
        value={high}
        min={low}
        max={4}
        unit="×"
        onChange={(value) => onChange({ scaleRange: [low, value] })}
      />
    </>
  );
}

function GreyFields({ settings, onChange }: AugmentationPartProps) {
  return (
    <>
      <NumberField
        label="Contrast, light"
        hint="Contrast is drawn from 1 ± this, brightness from ± this share of the range."
        value={settings.greyVariation}
        min={0}
        max={1}
        onChange={(greyVariation) => onChange({ greyVariation })}
      />
      <NumberField
        label="Gamma"
        hint="Drawn from 1 / (1 + this) to 1 + this."
        value={settings.gammaVariation}
        min={0}
        max={10}
        onChange={(gammaVariation) => onChange({ gammaVariation })}
      />
      <NumberField
        label="Noise"
        hint="Largest deviation of added noise, as a share of the range."
        value={settings.noise}
        min={0}
        max={1}
        onChange={(noise) => onChange({ noise })}
      />
    </>
  );
}
