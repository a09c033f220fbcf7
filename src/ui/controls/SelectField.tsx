import { Select } from '@mantine/core';
import classes from '#ui/controls/SelectField.module.css';

export interface SelectFieldProps<T extends string> {
  /** Accessible name, shown above the field unless `isLabelHidden`. */
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  /** `null` = none of the choices. */
  readonly value: T | null;
  /** Shown while the value is none of the choices. */
  readonly placeholder?: string;
  readonly onChange: (value: T) => void;
}

/** One of several choices. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, isLabelHidden = false, choices, value, placeholder, onChange } = props;
  return (
    <Select
      size="xs"
      role="combobox"
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      classNames={{ label: classes['label'] ?? '' }}
      data={choices}
      value={value}
      {...(placeholder === undefined ? {} : { placeholder })}
      allowDeselect={false}
      comboboxProps={{ shadow: 'md' }}
      onChange={(next) => {
        const choice = choices.find((candidate) => candidate.value === next);
        if (choice) onChange(choice.value);
      }}
    />
  );
}
