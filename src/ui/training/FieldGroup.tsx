import type { ReactNode } from 'react';
import classes from '#ui/training/TrainPanel.module.css';

export interface FieldGroupProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Fields that belong together, under their title. */
export function FieldGroup({ title, children }: FieldGroupProps) {
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>{title}</legend>
      {children}
    </fieldset>
  );
}
