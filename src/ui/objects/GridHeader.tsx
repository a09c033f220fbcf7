import { ArrowDown, ArrowUp } from 'lucide-react';
import classes from '#ui/objects/ObjectsGrid.module.css';
import { columnHeading } from '#ui/objects/objectText.ts';
import type { GridModel } from '#ui/objects/useGridModel.ts';

export interface GridHeaderProps {
  readonly model: GridModel;
  /** CSS columns shared with the rows. */
  readonly template: string;
}

/** Column titles; a click sorts, a second one turns the order around. */
export function GridHeader({ model, template }: GridHeaderProps) {
  const { columns, sort, sortBy } = model;
  return (
    <thead className={classes['header']}>
      <tr
        aria-rowindex={1}
        className={classes['headerRow']}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column) => {
          const direction = sort.columnId === column.id ? sort.direction : undefined;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={direction ?? 'none'}
              className={classes['headerCell']}
            >
              <button type="button" title={columnHeading(column)} onClick={() => sortBy(column.id)}>
                <span>{columnHeading(column)}</span>
                {direction === 'ascending' && <ArrowUp size={13} aria-hidden="true" />}
                {direction === 'descending' && <ArrowDown size={13} aria-hidden="true" />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
