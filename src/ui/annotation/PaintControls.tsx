import { SegmentedControl, Switch } from '@mantine/core';
import type { PaintMode, PaintOptions } from '#domain/project/workSettings.ts';
import { BRUSH_RADIUS_RANGE } from '#store/slices/annotationSlice.ts';
import { annotateText } from '#text/annotation.ts';
import { formatShort } from '#text/format.ts';
import { hintText } from '#text/hints.ts';
import classes from '#ui/annotation/ToolOptions.module.css';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const MODES: { value: PaintMode; label: string }[] = [
  { value: 'new', label: annotateText.newObject },
  { value: 'extend', label: annotateText.extend },
  { value: 'background', label: annotateText.background },
  { value: 'ignore', label: annotateText.ignore },
];

const ERASED: { value: PaintOptions['eraseTo']; label: string }[] = [
  { value: 'background', label: annotateText.toBackground },
  { value: 'ignore', label: annotateText.toIgnored },
];

/** What strokes, polygons and fills become. */
export function PaintModeChoice() {
  const { setPaint } = useActions();
  const mode = useAppStore((state) => state.paint.mode);
  return (
    <SettingHint text={hintText.paint}>
      <SegmentedControl
        size="xs"
        aria-label={annotateText.paint}
        data={MODES}
        value={mode}
        onChange={(next) => setPaint({ mode: next })}
      />
    </SettingHint>
  );
}

/** What erased pixels become; Shift means the other. */
export function EraserTarget() {
  const { setPaint } = useActions();
  const eraseTo = useAppStore((state) => state.paint.eraseTo);
  return (
    <SettingHint text={hintText.erase}>
      <SegmentedControl
        size="xs"
        aria-label={annotateText.erase}
        data={ERASED}
        value={eraseTo}
        onChange={(next) => setPaint({ eraseTo: next })}
      />
    </SettingHint>
  );
}

/** Diameter of brush and eraser: each tenth of the slider's way doubles it. */
export function BrushSize() {
  const { setPaint } = useActions();
  const radiusPx = useAppStore((state) => state.paint.radiusPx);
  const [least, most] = BRUSH_RADIUS_RANGE;
  return (
    <div className={classes['size']}>
      <LabeledSlider
        label={annotateText.brushSize}
        hint={hintText.brushSize}
        value={Math.log2(radiusPx)}
        min={Math.log2(least)}
        max={Math.log2(most)}
        step={0.05}
        valueText={annotateText.brushPx(formatShort(2 * radiusPx))}
        onChange={(exponent) => setPaint({ radiusPx: Math.round(2 * 2 ** exponent) / 2 })}
      />
    </div>
  );
}

/** Whether brush and polygon may take pixels from other objects. */
export function OverwriteSwitch() {
  const { setPaint } = useActions();
  const isOn = useAppStore((state) => state.paint.overwritesObjects);
  return (
    <SettingHint text={hintText.overOthers}>
      <Switch
        size="xs"
        label={annotateText.overOthers}
        checked={isOn}
        onChange={(event) => setPaint({ overwritesObjects: event.currentTarget.checked })}
      />
    </SettingHint>
  );
}
