import classes from '#ui/objects/ObjectsGrid.module.css';
import { formatValue } from '#ui/objects/objectText.ts';
import type { GridModel } from '#ui/objects/useGridModel.ts';
import { labelColor } from '#ui/viewer/rendering/labelPalette.ts';

export interface GridRowProps {
  readonly id: string;
  readonly model: GridModel;
  /** Place in the sorted table, from 0. */
  readonly position: number;
  readonly offsetPx: number;
  /** CSS columns shared with the header. */
  readonly template: string;
}

/** One object; a click selects it and shows it in the viewer. */
export function GridRow({ id, model, position, offsetPx, template }: GridRowProps) {
  const { columns, order, rows, selection, hoveredLabel, activePosition } = model;
  const label = order[position] ?? 0;
  const row = rows[position] ?? 0;
  const [red, green, blue] = labelColor(label).map((part) => Math.round(255 * part));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold virtual rows
    // biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus and the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={id}
      role="row"
      aria-rowindex={position + 2}
      aria-selected={selection.has(label)}
      data-hovered={hoveredLabel === label || undefined}
      data-active={activePosition === position || undefined}
      className={classes['row']}
      style={{ transform: `translateY(${offsetPx}px)`, gridTemplateColumns: template }}
      onClick={(event) => model.click(position, event)}
      onMouseEnter={() => model.hover(label)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div key={column.id} role="gridcell" className={classes['cell']}>
          {column.id === 'label' && (
            <span
              className={classes['swatch']}
              style={{ background: `rgb(${red} ${green} ${blue})` }}
            />
          )}
          {formatValue(column.values[row] ?? Number.NaN)}
        </div>
      ))}
    </div>
  );
}
