import { Pause, Play } from 'lucide-react';
import { PLAY_SPEEDS } from '#store/slices/viewSlice.ts';
import { displayText } from '#text/display.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import classes from '#ui/images/StackSliders.module.css';
import { PLAY_PART } from '#ui/images/untilEdited.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const SPEEDS = PLAY_SPEEDS.map((speed) => ({
  value: String(speed),
  label: displayText.perSecond(speed),
}));

/** Plays the stack in view, or pauses it, and how fast. */
export function PlayControls({ isDisabled }: { readonly isDisabled: boolean }) {
  const play = useCommand('playStack');
  const { setPlaySpeed } = useActions();
  const isPlayed = useAppStore(({ playedImageId }) => playedImageId !== null);
  const speed = useAppStore(({ playSpeed }) => playSpeed);
  return (
    <div className={classes['play']} {...{ [PLAY_PART]: '' }}>
      <IconButton
        label={displayText.play}
        shortcut={play.shortcut}
        isPressed={isPlayed}
        isDisabled={isDisabled}
        onClick={play.run}
      >
        {isPlayed ? <Pause size={16} /> : <Play size={16} />}
      </IconButton>
      <div className={classes['speed']}>
        <SelectField
          label={displayText.playSpeed}
          isLabelHidden
          choices={SPEEDS}
          value={String(speed)}
          onChange={(value) => {
            const chosen = PLAY_SPEEDS.find((one) => String(one) === value);
            if (chosen) setPlaySpeed(chosen);
          }}
        />
      </div>
    </div>
  );
}
