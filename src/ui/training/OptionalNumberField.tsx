import { Switch } from '@mantine/core';
import { recipeText } from '#text/recipe.ts';
import { NumberField, type NumberFieldProps } from '#ui/controls/NumberField.tsx';

export interface OptionalNumberFieldProps extends Omit<NumberFieldProps, 'value' | 'onChange'> {
  /** `null` = off. */
  readonly value: number | null;
  /** The value when it is switched on. */
  readonly fallback: number;
  readonly onChange: (value: number | null) => void;
}

/** A number that can be switched off; its field shows beside the switch while it is on. */
export function OptionalNumberField(props: OptionalNumberFieldProps) {
  const { value, fallback, label, onChange, ...rest } = props;
  const toggle = (
    <Switch
      size="xs"
      label={label}
      title={props.hint}
      checked={value !== null}
      onChange={(event) => onChange(event.currentTarget.checked ? fallback : null)}
    />
  );
  if (value === null) return toggle;
  return (
    <NumberField
      {...rest}
      label={recipeText.optionalValue(label)}
      before={toggle}
      value={value}
      onChange={onChange}
    />
  );
}
