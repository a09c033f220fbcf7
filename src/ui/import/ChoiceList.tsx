import { useId } from 'react';
import classes from '#ui/import/ImportDialog.module.css';

export interface ChoiceListProps<T extends string> {
  readonly legend: string;
  /** Stands below the legend. */
  readonly hint?: string;
  readonly choices: readonly {
    readonly value: T;
    readonly label: string;
    readonly hint?: string;
  }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few choices, all of them in sight. */
export function ChoiceList<T extends string>(props: ChoiceListProps<T>) {
  const { legend, hint, choices, value, onChange } = props;
  const name = useId();
  return (
    <fieldset className={classes['choices']}>
      <legend className={classes['legend']}>{legend}</legend>
      {hint !== undefined && <p className={classes['hint']}>{hint}</p>}
      {choices.map((choice) => (
        <Choice
          key={choice.value}
          name={name}
          label={choice.label}
          hint={choice.hint}
          isChosen={choice.value === value}
          onChoose={() => onChange(choice.value)}
        />
      ))}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, label, hint, isChosen, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div className={classes['choice']}>
      <input
        id={id}
        type="radio"
        name={name}
        checked={isChosen}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={onChoose}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={classes['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
}
