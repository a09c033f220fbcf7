import { Eye, EyeOff } from 'lucide-react';
import type { ChannelDisplay } from '#domain/image/channelDisplay.ts';
import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import { displayText } from '#text/display.ts';
import { formatShort } from '#text/format.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { RangeOverHistogram } from '#ui/controls/RangeOverHistogram.tsx';
import classes from '#ui/display/DisplayPanel.module.css';
import { GammaSlider } from '#ui/display/GammaSlider.tsx';
import { useActions } from '#ui/useAppStore.ts';

export interface ChannelRowProps {
  readonly imageId: string;
  readonly channel: number;
  readonly summary: ChannelSummary;
  readonly display: ChannelDisplay;
  /** Colour pictures keep their colours. */
  readonly isRgb: boolean;
}

/** Visibility, colour, contrast and gamma of one channel. */
export function ChannelRow({ imageId, channel, summary, display, isRgb }: ChannelRowProps) {
  const { setChannelDisplay } = useActions();
  const { name } = summary;
  const [low, high] = display.range;
  const min = Math.min(summary.min, low, high);
  const max = Math.max(summary.max, low, high);
  const change = (part: Partial<ChannelDisplay>): void => setChannelDisplay(imageId, channel, part);
  return (
    <div className={classes['channel']}>
      <div className={classes['head']}>
        <IconButton
          label={displayText.showChannel(name)}
          isPressed={display.isVisible}
          onClick={() => change({ isVisible: !display.isVisible })}
        >
          {display.isVisible ? <Eye size={16} /> : <EyeOff size={16} />}
        </IconButton>
        {!isRgb && (
          <input
            type="color"
            className={classes['color']}
            aria-label={displayText.colourOf(name)}
            value={display.color}
            onChange={(event) => change({ color: event.target.value })}
          />
        )}
        <span className={classes['name']} title={name}>
          {name}
        </span>
        <span className={classes['ends']} title={displayText.rangeEnds(low, high)}>
          {displayText.rangeEnds(formatShort(low), formatShort(high))}
        </span>
      </div>
      <RangeOverHistogram
        channelName={name}
        histogram={summary.histogram}
        min={min}
        max={max}
        range={display.range}
        step={rangeStep(summary, max - min)}
        color={display.color}
        onChange={(range) => change({ range })}
      />
      <GammaSlider
        channelName={name}
        gamma={display.gamma}
        onChange={(gamma) => change({ gamma })}
      />
      {summary.nonFiniteCount > 0 && (
        <p className={classes['remark']}>{displayText.nonFinite(summary.nonFiniteCount)}</p>
      )}
    </div>
  );
}

/** Whole numbers for integer data, else a thousandth of the range. */
function rangeStep(summary: ChannelSummary, extent: number): number {
  const isWhole = summary.codeStep === 1 && summary.codeOffset === 0;
  return isWhole ? 1 : extent / 1000 || 1;
}
