import { Button } from '@mantine/core';
import { memo } from 'react';
import { planeTotals } from '#domain/batch/summaryTable.ts';
import type { Batch, BatchRow } from '#store/slices/batchSlice.ts';
import { batchText } from '#text/batch.ts';
import { formatCount, formatMilliseconds, percentText } from '#text/format.ts';
import classes from '#ui/batch/BatchRows.module.css';
import { MiddleText } from '#ui/controls/MiddleText.tsx';
import { useActions } from '#ui/useAppStore.ts';

export interface BatchRowCellsProps {
  readonly row: BatchRow;
  readonly index: number;
  readonly phase: Batch['phase'];
  readonly offsetPx: number;
  /** Tells the table how high the row is. */
  readonly measure: (element: HTMLTableRowElement | null) => void;
}

/** A file: how far it is, what was found in it, or why nothing was. */
export const BatchRowCells = memo(function BatchRowCells({
  row,
  index,
  phase,
  offsetPx,
  measure,
}: BatchRowCellsProps) {
  const { outcome, path } = row;
  return (
    <tr
      ref={measure}
      data-index={index}
      className={classes['row']}
      aria-rowindex={index + 2}
      data-state={row.state}
      style={{ transform: `translateY(${offsetPx}px)` }}
    >
      <th scope="row" className={classes['cell']} data-column="file">
        <MiddleText text={path} />
      </th>
      <td className={classes['cell']} data-column="state">
        <span className={classes['state']}>{stateText(row)}</span>
      </td>
      {outcome?.kind === 'done' && <Figures planes={outcome.planes} />}
      {/* The reason of a failure takes their room. */}
      {outcome === null && <NoFigures />}
      <td className={classes['cell']} data-column="action">
        <RowButton row={row} phase={phase} />
      </td>
    </tr>
  );
});

function Figures({ planes }: { readonly planes: Parameters<typeof planeTotals>[0] }) {
  const { objectCount, areaMeanPx, coveredFraction, seconds } = planeTotals(planes);
  return (
    <>
      <td className={classes['cell']} data-column="objects">
        {formatCount(objectCount)}
      </td>
      <td className={classes['cell']} data-column="area">
        {areaMeanPx === null ? '' : batchText.areaPx(areaMeanPx)}
      </td>
      <td className={classes['cell']} data-column="covered">
        {percentText(coveredFraction, 1)}
      </td>
      <td className={classes['cell']} data-column="seconds">
        {formatMilliseconds(1000 * seconds)}
      </td>
    </>
  );
}

function NoFigures() {
  return (
    <>
      <td className={classes['cell']} data-column="objects" />
      <td className={classes['cell']} data-column="area" />
      <td className={classes['cell']} data-column="covered" />
      <td className={classes['cell']} data-column="seconds" />
    </>
  );
}

function RowButton({ row, phase }: { readonly row: BatchRow; readonly phase: Batch['phase'] }) {
  const { skipBatchFile, retryBatchFile } = useActions();
  const { path, state } = row;
  if (phase === 'ended' || phase === 'finishing' || state === 'done') return null;
  const isOut = state === 'failed' || state === 'skipped';
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={isOut ? batchText.retryFile(path) : batchText.skipFile(path)}
      onClick={() => void (isOut ? retryBatchFile(path) : skipBatchFile(path))}
    >
      {isOut ? batchText.retry : batchText.skip}
    </Button>
  );
}

function stateText({ state, fraction, outcome }: BatchRow): string {
  if (state === 'segmenting') return batchText.states.segmenting(fraction);
  if (outcome?.kind === 'failed') return `${batchText.states.failed}: ${outcome.message}`;
  return batchText.states[state];
}
