import { SegmentedControl, Switch } from '@mantine/core';
import type { PaintMode, PaintOptions } from '#domain/project/workSettings.ts';
import { BRUSH_RADIUS_RANGE } from '#store/slices/annotationSlice.ts';
import { formatShort } from '#text/format.ts';
import classes from '#ui/annotation/ToolOptions.module.css';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const MODES: { value: PaintMode; label: string }[] = [
  { value: 'new', label: 'New object' },
  { value: 'extend', label: 'Extend' },
  { value: 'background', label: 'Background' },
  { value: 'ignore', label: 'Ignore' },
];

const ERASED: { value: PaintOptions['eraseTo']; label: string }[] = [
  { value: 'background', label: 'To background' },
  { value: 'ignore', label: 'To ignored' },
];

/** What strokes, polygons and fills become. */
export function PaintModeChoice() {
  const { setPaint } = useActions();
  const mode = useAppStore((state) => state.paint.mode);
  return (
    <SegmentedControl
      size="xs"
      aria-label="Paint"
      data={MODES}
      value={mode}
      onChange={(next) => setPaint({ mode: next })}
    />
  );
}

/** What erased pixels become; Shift means the other. */
export function EraserTarget() {
  const { setPaint } = useActions();
  const eraseTo = useAppStore((state) => state.paint.eraseTo);
  return (
    <SegmentedControl
      size="xs"
      aria-label="Erase"
      data={ERASED}
      value={eraseTo}
      onChange={(next) => setPaint({ eraseTo: next })}
    />
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
        label="Brush size"
        value={Math.log2(radiusPx)}
        min={Math.log2(least)}
        max={Math.log2(most)}
        step={0.05}
        valueText={`${formatShort(2 * radiusPx)} px`}
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
    <Switch
      size="xs"
      label="Over other objects"
      checked={isOn}
      onChange={(event) => setPaint({ overwritesObjects: event.currentTarget.checked })}
    />
  );
}
