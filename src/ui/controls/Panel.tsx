import { type ReactNode, useId } from 'react';
import classes from '#ui/controls/Panel.module.css';

export interface PanelProps {
  readonly title: string;
  /** Small buttons to the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled group of controls in a side column. */
export function Panel({ title, actions, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={classes['panel']} aria-labelledby={titleId}>
      <div className={classes['head']}>
        <h2 id={titleId} className={classes['title']}>
          {title}
        </h2>
        {actions}
      </div>
      <div className={classes['body']}>{children}</div>
    </section>
  );
}
