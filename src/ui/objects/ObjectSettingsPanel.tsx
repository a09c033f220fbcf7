import { Switch } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import {
  selectCurrentSettings,
  selectIsImported,
  selectSettingsModelId,
} from '#store/selectors/objectSettings.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { formatFixed } from '#text/format.ts';
import { hintText } from '#text/hints.ts';
import { objectsText } from '#text/objects.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import { Panel } from '#ui/controls/Panel.tsx';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
import { FoundWith } from '#ui/model/FoundWith.tsx';
import { minimumSizeLimit } from '#ui/objects/minimumSizeLimit.ts';
import { OverlayControls } from '#ui/objects/OverlayControls.tsx';
import classes from '#ui/run/RunPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** How the map becomes objects; the network does not run again. */
export function ObjectSettingsPanel() {
  const { resetSettings } = useActions();
  const imageId = useAppStore((state) => state.currentImageId);
  const hasSettings = useAppStore((state) => selectCurrentSettings(state) !== undefined);
  const isImported = useAppStore(selectIsImported);
  if (isImported) return <ImportedPanel />;
  if (imageId === null || !hasSettings) return null;
  return (
    <Panel
      title={objectsText.settings}
      actions={
        <IconButton label={objectsText.reset} onClick={() => resetSettings(imageId)}>
          <RotateCcw size={15} />
        </IconButton>
      }
    >
      <FoundWith />
      <SettingSliders imageId={imageId} />
      <SettingSwitches imageId={imageId} />
      <CopyToAll imageId={imageId} />
      <OverlayControls />
    </Panel>
  );
}

/** Without a map there is nothing that settings could act on. */
function ImportedPanel() {
  return (
    <Panel title={objectsText.settings}>
      <p className={classes['hint']}>{objectsText.imported}</p>
      <OverlayControls />
    </Panel>
  );
}

interface OfImage {
  readonly imageId: string;
}

/** Only these are drawn again while a slider is dragged. */
function SettingSliders({ imageId }: OfImage) {
  const { updateSettings } = useActions();
  const settings = useAppStore(selectCurrentSettings);
  const card = useAppStore((state) => findCard(state, selectSettingsModelId(state, imageId)));
  if (!settings) return null;
  return (
    <>
      <LabeledSlider
        label={objectsText.threshold}
        value={settings.threshold}
        min={0}
        max={1}
        step={0.01}
        valueText={formatFixed(settings.threshold, 2)}
        hint={objectsText.thresholdHint}
        onChange={(threshold) => updateSettings(imageId, { threshold })}
      />
      <LabeledSlider
        label={objectsText.minimumSize}
        value={settings.minimumSizePx}
        min={0}
        max={minimumSizeLimit(card, settings.minimumSizePx)}
        step={1}
        valueText={objectsText.areaPx(settings.minimumSizePx)}
        hint={objectsText.minimumSizeHint}
        onChange={(minimumSizePx) => updateSettings(imageId, { minimumSizePx })}
      />
      <LabeledSlider
        label={objectsText.splitTouching}
        value={settings.splitTouching}
        min={0}
        max={1}
        step={0.01}
        valueText={
          settings.splitTouching === 0 ? objectsText.off : formatFixed(settings.splitTouching, 2)
        }
        hint={objectsText.splitTouchingHint}
        onChange={(splitTouching) => updateSettings(imageId, { splitTouching })}
      />
    </>
  );
}

const SWITCHES = [
  { id: 'fillHoles', label: objectsText.fillHoles },
  { id: 'removeBorderObjects', label: objectsText.removeAtBorder },
  { id: 'growToBorders', label: objectsText.growToBorders },
] as const;

function SettingSwitches({ imageId }: OfImage) {
  return SWITCHES.map(({ id, label }) => (
    <SettingSwitch key={id} imageId={imageId} id={id} label={label} />
  ));
}

interface SettingSwitchProps extends OfImage {
  readonly id: (typeof SWITCHES)[number]['id'];
  readonly label: string;
}

function SettingSwitch({ imageId, id, label }: SettingSwitchProps) {
  const { updateSettings } = useActions();
  const isOn = useAppStore((state) => selectCurrentSettings(state)?.[id] === true);
  return (
    <SettingHint text={hintText[id]}>
      <Switch
        size="xs"
        label={label}
        checked={isOn}
        onChange={(event) => updateSettings(imageId, { [id]: event.currentTarget.checked })}
      />
    </SettingHint>
  );
}

function CopyToAll({ imageId }: OfImage) {
  const { copySettingsToAll } = useActions();
  const hasOthers = useAppStore((state) => state.images.length > 1);
  const isTuned = useAppStore((state) => {
    const modelId = selectSettingsModelId(state, imageId);
    return modelId !== null && state.tunedSettings[imageId]?.[modelId] !== undefined;
  });
  if (!hasOthers || !isTuned) return null;
  return (
    <button type="button" className={classes['link']} onClick={() => copySettingsToAll(imageId)}>
      {objectsText.copyToAll}
    </button>
  );
}
