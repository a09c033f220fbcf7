import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef } from 'react';
import { objectsText } from '#text/objects.ts';
import { GridHeader } from '#ui/objects/GridHeader.tsx';
import { GridRow } from '#ui/objects/GridRow.tsx';
import classes from '#ui/objects/ObjectsGrid.module.css';
import type { GridModel } from '#ui/objects/useGridModel.ts';

const ROW_HEIGHT_PX = 28;
const LABEL_WIDTH_PX = 88;
const COLUMN_WIDTH_PX = 132;

/** Tables up to this length are drawn as a whole; longer ones only around what is in view. */
const WHOLE_TABLE_ROWS = 100;

/** All measurements, one row per object; only the rows in view are in the page. */
export function ObjectsGrid({ model }: { readonly model: GridModel }) {
  const scroller = useRef<HTMLTableElement>(null);
  const { order, columns, activePosition } = model;
  const virtualizer = useGridVirtualizer(scroller, model);
  const template = `${LABEL_WIDTH_PX}px repeat(${columns.length - 1}, ${COLUMN_WIDTH_PX}px)`;
  const handleKey = (event: KeyboardEvent): void => {
    // Keys on a header's button sort the table.
    if (event.target !== event.currentTarget) return;
    const pageRows = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT_PX) - 2;
    if (model.handleKey(event, Math.max(1, pageRows))) event.preventDefault();
  };
  return (
    <table
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are selected by keys, which makes a table a grid
      role="grid"
      aria-label={objectsText.table}
      aria-rowcount={order.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={activePosition === null ? undefined : rowId(activePosition)}
      tabIndex={0}
      className={classes['grid']}
      onKeyDown={handleKey}
      onClick={(event) => {
        const position = positionUnder(event);
        if (position !== null) model.click(position, event);
      }}
      onPointerOver={(event) => {
        const position = positionUnder(event);
        model.hover(position === null ? null : (order[position] ?? null));
      }}
      onPointerLeave={() => model.hover(null)}
    >
      <GridHeader model={model} template={template} />
      <tbody className={classes['body']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <GridRow
            key={order[index]}
            id={rowId(index)}
            columns={columns}
            digits={model.digits}
            row={model.rows[index] ?? 0}
            label={order[index] ?? 0}
            position={index}
            offsetPx={start - ROW_HEIGHT_PX}
            template={template}
            isSelected={model.selection.has(order[index] ?? 0)}
            isHovered={model.hoveredLabel === order[index]}
            isActive={activePosition === index}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Which rows are in view; follows the active row. */
function useGridVirtualizer(
  scroller: { readonly current: HTMLTableElement | null },
  { order, activePosition }: GridModel,
) {
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: order.length <= WHOLE_TABLE_ROWS ? WHOLE_TABLE_ROWS : 8,
    // The sticky header lies above the first row, and over the topmost one while scrolling.
    scrollMargin: ROW_HEIGHT_PX,
    scrollPaddingStart: ROW_HEIGHT_PX,
  });
  useEffect(() => {
    if (activePosition !== null) virtualizer.scrollToIndex(activePosition, { align: 'auto' });
  }, [activePosition, virtualizer]);
  return virtualizer;
}

/** Place in the table of the row that an event hit; `null` for the header. */
function positionUnder({ target }: SyntheticEvent): number | null {
  const row = target instanceof Element ? target.closest('[data-position]') : null;
  return row === null ? null : Number(row.getAttribute('data-position'));
}

function rowId(position: number): string {
  return `object-row-${position}`;
}
