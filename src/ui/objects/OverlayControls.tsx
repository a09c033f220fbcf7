import { SegmentedControl } from '@mantine/core';
import { Eye, EyeOff } from 'lucide-react';
import type { OverlayOptions } from '#domain/project/workSettings.ts';
import { percentText } from '#text/format.ts';
import { hintText } from '#text/hints.ts';
import { objectsText } from '#text/objects.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
import classes from '#ui/objects/OverlayControls.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const STYLES: { value: OverlayOptions['style']; label: string }[] = [
  { value: 'outline', label: objectsText.outlines },
  { value: 'filled', label: objectsText.filled },
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
          label={objectsText.showObjects}
          shortcut={toggle.shortcut}
          isPressed={overlay.isVisible}
          onClick={toggle.run}
        >
          {overlay.isVisible ? <Eye size={16} /> : <EyeOff size={16} />}
        </IconButton>
        <SettingHint text={hintText.overlayStyle}>
          <SegmentedControl
            size="xs"
            className={classes['styles']}
            aria-label={objectsText.style}
            data={STYLES}
            value={overlay.style}
            onChange={(style) => setOverlay({ style })}
          />
        </SettingHint>
      </div>
      <LabeledSlider
        label={objectsText.opacity}
        value={overlay.opacity}
        min={0}
        max={1}
        step={0.05}
        hint={hintText.overlayOpacity}
        valueText={percentText(overlay.opacity)}
        onChange={(opacity) => setOverlay({ opacity })}
      />
    </div>
  );
}
