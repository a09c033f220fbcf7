import { type CSSProperties, useId } from 'react';
import { displayText } from '#text/display.ts';
import sliderClasses from '#ui/controls/LabeledSlider.module.css';
import classes from '#ui/display/DisplayPanel.module.css';

/** Decades to both sides of 1: 0.2 … 5. */
const REACH = Math.log10(5);

export interface GammaSliderProps {
  readonly channelName: string;
  readonly gamma: number;
  readonly onChange: (gamma: number) => void;
}

/** How dark intensities are lifted on screen; 1 in the middle, doubled or halved at equal distances. */
export function GammaSlider({ channelName, gamma, onChange }: GammaSliderProps) {
  const id = useId();
  const place = Math.min(REACH, Math.max(-REACH, Math.log10(gamma)));
  const style = { '--fill': `${(50 * (place + REACH)) / REACH}%` } as CSSProperties;
  const text = displayText.gammaValue(gamma);
  return (
    <div className={classes['gamma']}>
      <label htmlFor={id}>{displayText.gamma}</label>
      <input
        id={id}
        type="range"
        className={sliderClasses['input']}
        style={style}
        aria-label={displayText.gammaOf(channelName)}
        aria-valuetext={text}
        min={-REACH}
        max={REACH}
        step={REACH / 40}
        value={place}
        onChange={(event) => onChange(roundedGamma(event.target.valueAsNumber))}
      />
      <span>{text}</span>
    </div>
  );
}

/** Exactly 1 in the middle, two digits elsewhere. */
function roundedGamma(place: number): number {
  return Number((10 ** place).toPrecision(2));
}
