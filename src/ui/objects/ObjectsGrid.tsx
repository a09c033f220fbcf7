import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
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
  const scroller = useRef<HTMLDivElement>(null);
  const { order, columns, activePosition } = model;
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
  const handleKey = (event: KeyboardEvent): void => {
    // Keys on a header's button sort the table.
    if (event.target !== event.currentTarget) return;
    const pageRows = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT_PX) - 2;
    if (model.handleKey(event, Math.max(1, pageRows))) event.preventDefault();
  };
  const template = `${LABEL_WIDTH_PX}px repeat(${columns.length - 1}, ${COLUMN_WIDTH_PX}px)`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold virtual rows
    <div
      ref={scroller}
      role="grid"
      aria-label="Objects"
      aria-rowcount={order.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={activePosition === null ? undefined : rowId(activePosition)}
      tabIndex={0}
      className={classes['grid']}
      onKeyDown={handleKey}
      onMouseLeave={() => model.hover(null)}
    >
      <GridHeader model={model} template={template} />
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        role="rowgroup"
        className={classes['body']}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <GridRow
            key={order[index]}
            id={rowId(index)}
            model={model}
            position={index}
            offsetPx={start - ROW_HEIGHT_PX}
            template={template}
          />
        ))}
      </div>
    </div>
  );
}

function rowId(position: number): string {
  return `object-row-${position}`;
}
