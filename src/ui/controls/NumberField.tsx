import { type ReactNode, useEffect, useId, useState } from 'react';
import { fieldText } from '#text/hints.ts';
import { pageText } from '#text/page.ts';
import classes from '#ui/controls/NumberField.module.css';
import { SettingHint } from '#ui/controls/SettingHint.tsx';

export interface NumberFieldProps {
  /** Accessible name, shown before the field. */
  readonly label: string;
  /** Shown in the place of the name, such as a switch that bears it. */
  readonly before?: ReactNode;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Only whole numbers are taken. */
  readonly isWhole?: boolean;
  /** Shown behind the field: `px`, `%`. */
  readonly unit?: string;
  /** What it does, shown as a tooltip. */
  readonly hint?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

/**
 * A native number field in a row with its name. A number out of range, or what is no number, is
 * marked, with what it should be in words, and not passed on; leaving the field brings the last good
 * one back.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, min, max, isWhole = false, unit, hint, isDisabled = false } = props;
  const id = useId();
  const [text, setText] = useState(String(value));
  // What was typed last and could not be taken, for as long as the field is not used again.
  const [refused, setRefused] = useState('');
  const isGood = isInRange(text, props);
  useEffect(() => {
    // Typing "0.0" on the way to "0.01" must not be rewritten to "0".
    setText((shown) => (Number(shown) === value && shown.trim() !== '' ? shown : String(value)));
  }, [value]);
  const handleChange = (next: string): void => {
    setText(next);
    setRefused('');
    if (isInRange(next, props)) props.onChange(Number(next));
  };
  const handleLeave = (): void => {
    setRefused(isGood ? '' : text.trim());
    setText(String(value));
  };
  const problem = isGood ? refusedText(refused, props) : rangeText(props);
  return (
    <SettingHint text={hint}>
      <div className={classes['row']} data-disabled={isDisabled || undefined}>
        {props.before ?? <label htmlFor={id}>{label}</label>}
        <span className={classes['box']}>
          <input
            id={id}
            type="number"
            aria-label={props.before ? label : undefined}
            className={classes['input']}
            value={text}
            min={min}
            max={max}
            step={isWhole ? 1 : 'any'}
            disabled={isDisabled}
            aria-invalid={!isGood}
            aria-describedby={problem === '' ? undefined : `${id}-problem`}
            aria-description={hint}
            onChange={(event) => handleChange(event.target.value)}
            onBlur={handleLeave}
          />
          {unit !== undefined && <span className={classes['unit']}>{unit}</span>}
        </span>
        <p id={`${id}-problem`} className={classes['problem']} aria-live="polite">
          {problem}
        </p>
      </div>
    </SettingHint>
  );
}

function refusedText(refused: string, props: NumberFieldProps): string {
  return refused === '' ? '' : fieldText.notTaken(refused, rangeText(props));
}

function isInRange(text: string, { min, max, isWhole = false }: NumberFieldProps): boolean {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return false;
  return value >= min && value <= max && (!isWhole || Number.isInteger(value));
}

function rangeText({ min, max, isWhole = false }: NumberFieldProps): string {
  return isWhole ? pageText.wholeNumberFrom(min, max) : pageText.numberFrom(min, max);
}
