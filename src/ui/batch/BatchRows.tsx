import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Batch, BatchRow } from '#store/slices/batchSlice.ts';
import { batchText } from '#text/batch.ts';
import { BatchRowCells } from '#ui/batch/BatchRowCells.tsx';
import classes from '#ui/batch/BatchRows.module.css';

const ROW_HEIGHT_PX = 34;
const COLUMNS = ['file', 'state', 'objects', 'area', 'covered', 'seconds', 'action'] as const;

/** A line per file; only those in view are in the page. */
export function BatchRows({ batch }: { readonly batch: Batch }) {
  const scroller = useRef<HTMLTableElement>(null);
  const { rows } = batch;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 12,
    scrollMargin: ROW_HEIGHT_PX,
    scrollPaddingStart: ROW_HEIGHT_PX,
    getItemKey: (index) => rows[index]?.path ?? index,
  });
  useFollowing(virtualizer, rows);
  return (
    <table
      ref={scroller}
      className={classes['table']}
      aria-label={batchText.rowsName}
      aria-rowcount={rows.length + 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys too
      tabIndex={0}
    >
      <thead className={classes['header']}>
        <tr className={classes['row']}>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={classes['cell']} data-column={column}>
              {batchText.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={classes['body']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <BatchRowCells
                key={row.path}
                row={row}
                index={index}
                measure={virtualizer.measureElement}
                phase={batch.phase}
                offsetPx={start - ROW_HEIGHT_PX}
              />
            )
          );
        })}
      </tbody>
    </table>
  );
}

/** Keeps the file that is worked on in view, as long as the one before it is. */
function useFollowing(
  virtualizer: Virtualizer<HTMLTableElement, Element>,
  rows: readonly BatchRow[],
): void {
  const active = rows.findIndex(({ state }) => /^(reading|segmenting|writing)$/.test(state));
  useEffect(() => {
    if (active < 1) return;
    const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
    // Who has scrolled away is reading something.
    if (startIndex < active && active - 1 <= endIndex)
      virtualizer.scrollToIndex(active, { align: 'auto' });
  }, [active, virtualizer]);
}
