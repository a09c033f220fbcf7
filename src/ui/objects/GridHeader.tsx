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
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold virtual rows
    <div role="rowgroup" className={classes['header']}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid itself takes the focus */}
      <div
        role="row"
        aria-rowindex={1}
        className={classes['headerRow']}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column) => {
          const direction = sort.columnId === column.id ? sort.direction : undefined;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
            <div
              key={column.id}
              role="columnheader"
              aria-sort={direction ?? 'none'}
              className={classes['headerCell']}
            >
              <button type="button" title={columnHeading(column)} onClick={() => sortBy(column.id)}>
                <span>{columnHeading(column)}</span>
                {direction === 'ascending' && <ArrowUp size={13} aria-hidden="true" />}
                {direction === 'descending' && <ArrowDown size={13} aria-hidden="true" />}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
