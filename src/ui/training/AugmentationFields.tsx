import { Switch } from '@mantine/core';
import type { AugmentationSettings } from '#domain/training/augmentationSettings.ts';
import { recipeText } from '#text/recipe.ts';
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
    <FieldGroup title={recipeText.augmentation}>
      <NumberField
        label={recipeText.elastic}
        hint={recipeText.elasticHint}
        value={settings.elasticSigmaPx}
        min={0}
        max={100}
        unit="px"
        onChange={(elasticSigmaPx) => change({ elasticSigmaPx })}
      />
      <Switch
        size="xs"
        label={recipeText.rotate}
        checked={settings.rotate}
        onChange={(event) => change({ rotate: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={recipeText.mirror}
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
        label={recipeText.smallestZoom}
        value={low}
        min={0.25}
        max={high}
        unit="×"
        onChange={(value) => onChange({ scaleRange: [value, high] })}
      />
      <NumberField
        label={recipeText.largestZoom}
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
        label={recipeText.contrast}
        hint={recipeText.contrastHint}
        value={settings.greyVariation}
        min={0}
        max={1}
        onChange={(greyVariation) => onChange({ greyVariation })}
      />
      <NumberField
        label={recipeText.gamma}
        hint={recipeText.gammaHint}
        value={settings.gammaVariation}
        min={0}
        max={10}
        onChange={(gammaVariation) => onChange({ gammaVariation })}
      />
      <NumberField
        label={recipeText.noise}
        hint={recipeText.noiseHint}
        value={settings.noise}
        min={0}
        max={1}
        onChange={(noise) => onChange({ noise })}
      />
    </>
  );
}
