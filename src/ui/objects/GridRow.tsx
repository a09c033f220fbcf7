import { memo } from 'react';
import { labelColor } from '#domain/image/labelPalette.ts';
import type { ObjectColumn } from '#domain/measurement/objectTable.ts';
import { formatInColumn } from '#text/format.ts';
import classes from '#ui/objects/ObjectsGrid.module.css';

export interface GridRowProps {
  readonly id: string;
  readonly columns: readonly ObjectColumn[];
  /** Behind the point, by column. */
  readonly digits: readonly number[];
  /** Row of the object table. */
  readonly row: number;
  readonly label: number;
  /** Place in the sorted table, from 0. */
  readonly position: number;
  readonly offsetPx: number;
  /** CSS columns shared with the header. */
  readonly template: string;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  /** True for the row that keys start from. */
  readonly isActive: boolean;
}

/** One object; drawn again only when something of it changes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { columns, digits, row, position, offsetPx, template } = props;
  const [red, green, blue] = labelColor(props.label).map((part) => Math.round(255 * part));
  return (
    <tr
      id={props.id}
      aria-rowindex={position + 2}
      aria-selected={props.isSelected}
      data-position={position}
      data-hovered={props.isHovered || undefined}
      data-active={props.isActive || undefined}
      className={classes['row']}
      style={{ transform: `translateY(${offsetPx}px)`, gridTemplateColumns: template }}
    >
      {columns.map((column, index) => (
        <td key={column.id} className={classes['cell']}>
          {column.id === 'label' && (
            <span
              className={classes['swatch']}
              style={{ background: `rgb(${red} ${green} ${blue})` }}
            />
          )}
          {formatInColumn(column.values[row] ?? Number.NaN, digits[index] ?? 0)}
        </td>
      ))}
    </tr>
  );
});
