import { Switch } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { selectCurrentSettings, selectSettingsModelId } from '#store/selectors/objectSettings.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import { Panel } from '#ui/controls/Panel.tsx';
import { minimumSizeLimit } from '#ui/objects/minimumSizeLimit.ts';
import { OverlayControls } from '#ui/objects/OverlayControls.tsx';
import classes from '#ui/run/RunPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** How the map becomes objects; the network does not run again. */
export function ObjectSettingsPanel() {
  const { updateSettings, resetSettings } = useActions();
  const imageId = useAppStore((state) => state.currentImageId);
  const settings = useAppStore(selectCurrentSettings);
  if (imageId === null || !settings) return null;
  return (
    <Panel
      title="Object settings"
      actions={
        <IconButton label="Reset to the defaults" onClick={() => resetSettings(imageId)}>
          <RotateCcw size={15} />
        </IconButton>
      }
    >
      <SettingSliders
        imageId={imageId}
        settings={settings}
        onChange={(change) => updateSettings(imageId, change)}
      />
      <SettingSwitches settings={settings} onChange={(change) => updateSettings(imageId, change)} />
      <CopyToAll imageId={imageId} />
      <OverlayControls />
    </Panel>
  );
}

interface SettingProps {
  readonly settings: InstanceSettings;
  readonly onChange: (change: Partial<InstanceSettings>) => void;
}

function SettingSliders({
  imageId,
  settings,
  onChange,
}: SettingProps & { readonly imageId: string }) {
  const card = useAppStore((state) => findCard(state, selectSettingsModelId(state, imageId)));
  return (
    <>
      <LabeledSlider
        label="Threshold"
        value={settings.threshold}
        min={0}
        max={1}
        step={0.01}
        valueText={settings.threshold.toFixed(2)}
        hint="A pixel belongs to an object when the network is at least this sure of it."
        onChange={(threshold) => onChange({ threshold })}
      />
      <LabeledSlider
        label="Minimum size"
        value={settings.minimumSizePx}
        min={0}
        max={minimumSizeLimit(card, settings.minimumSizePx)}
        step={1}
        valueText={`${settings.minimumSizePx.toLocaleString('en')} px²`}
        hint="Objects of a smaller area are left out."
        onChange={(minimumSizePx) => onChange({ minimumSizePx })}
      />
      <LabeledSlider
        label="Split touching"
        value={settings.splitTouching}
        min={0}
        max={1}
        step={0.01}
        valueText={settings.splitTouching === 0 ? 'off' : settings.splitTouching.toFixed(2)}
        hint="How readily objects that touch are cut at the neck between them."
        onChange={(splitTouching) => onChange({ splitTouching })}
      />
    </>
  );
}

function SettingSwitches({ settings, onChange }: SettingProps) {
  return (
    <>
      <Switch
        size="xs"
        label="Fill holes"
        checked={settings.fillHoles}
        onChange={(event) => onChange({ fillHoles: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label="Remove objects at the border"
        checked={settings.removeBorderObjects}
        onChange={(event) => onChange({ removeBorderObjects: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label="Grow to borders"
        checked={settings.growToBorders}
        onChange={(event) => onChange({ growToBorders: event.currentTarget.checked })}
      />
    </>
  );
}

function CopyToAll({ imageId }: { readonly imageId: string }) {
  const { copySettingsToAll } = useActions();
  const hasOthers = useAppStore((state) => state.images.length > 1);
  const isTuned = useAppStore((state) => {
    const modelId = selectSettingsModelId(state, imageId);
    const entry = state.images.find(({ id }) => id === imageId);
    return modelId !== null && entry?.settingsByModel[modelId] !== undefined;
  });
  if (!hasOthers || !isTuned) return null;
  return (
    <button type="button" className={classes['link']} onClick={() => copySettingsToAll(imageId)}>
      Use these settings for all images
    </button>
  );
}
