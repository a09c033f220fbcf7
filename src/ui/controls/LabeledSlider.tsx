import { type CSSProperties, useId } from 'react';
import classes from '#ui/controls/LabeledSlider.module.css';
import { SettingHint } from '#ui/controls/SettingHint.tsx';

export interface LabeledSliderProps {
  /** Accessible name, shown above the track. */
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value for people, e.g. `0.50×`. */
  readonly valueText: string;
  /** What moving it does, read out after the name. */
  readonly hint?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A native slider under its name and value: arrow keys, Home and End work as everywhere. */
export function LabeledSlider(props: LabeledSliderProps) {
  const { label, value, min, max, step, valueText, hint, isDisabled = false, onChange } = props;
  const id = useId();
  const fillFraction = max > min ? (Math.min(max, Math.max(min, value)) - min) / (max - min) : 0;
  const style = { '--fill': `${100 * fillFraction}%` } as CSSProperties;
  return (
    <SettingHint text={hint}>
      <div className={classes['root']} data-disabled={isDisabled || undefined}>
        <div className={classes['head']}>
          <label htmlFor={id}>{label}</label>
          <span className={classes['value']}>{valueText}</span>
        </div>
        <input
          id={id}
          type="range"
          className={classes['input']}
          style={style}
          min={min}
          max={max}
          step={step}
          value={value}
          disabled={isDisabled}
          aria-valuetext={valueText}
          aria-description={hint}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      </div>
    </SettingHint>
  );
}
