import { SegmentedControl } from '@mantine/core';
import { Eye, EyeOff } from 'lucide-react';
import type { OverlayOptions } from '#domain/project/workSettings.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import classes from '#ui/objects/OverlayControls.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const STYLES: { value: OverlayOptions['style']; label: string }[] = [
  { value: 'outline', label: 'Outlines' },
  { value: 'filled', label: 'Filled' },
];

/** How objects lie over the image. */
export function OverlayControls() {
  const { setOverlay } = useActions();
  const overlay = useAppStore((state) => state.overlay);
  const toggle = useCommand('toggleOverlay');
  return (
    <div className={classes['root']}>
      <div className={classes['row']}>
        <IconButton
          label="Show objects"
          shortcut={toggle.shortcut}
          isPressed={overlay.isVisible}
          onClick={toggle.run}
        >
          {overlay.isVisible ? <Eye size={16} /> : <EyeOff size={16} />}
        </IconButton>
        <SegmentedControl
          size="xs"
          className={classes['styles']}
          aria-label="Style of objects"
          data={STYLES}
          value={overlay.style}
          onChange={(style) => setOverlay({ style })}
        />
      </div>
      <LabeledSlider
        label="Overlay opacity"
        value={overlay.opacity}
        min={0}
        max={1}
        step={0.05}
        valueText={`${Math.round(100 * overlay.opacity)} %`}
        onChange={(opacity) => setOverlay({ opacity })}
      />
    </div>
  );
}
