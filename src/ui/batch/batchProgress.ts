import type { Batch, BatchRow } from '#store/slices/batchSlice.ts';
import { batchText } from '#text/batch.ts';

/** How far a batch is. */
export interface BatchProgress {
  /** Files that need no more work. */
  readonly settledCount: number;
  readonly doneCount: number;
  readonly failedCount: number;
  readonly skippedCount: number;
  /** Of all files, the share of the present one included, 0…1. */
  readonly fraction: number;
}

/** Counts of a batch's files. */
export function batchProgress({ rows }: Batch): BatchProgress {
  const count = (state: BatchRow['state']): number =>
    rows.reduce((sum, row) => sum + (row.state === state ? 1 : 0), 0);
  const [doneCount, failedCount, skippedCount] = [count('done'), count('failed'), count('skipped')];
  const settledCount = doneCount + failedCount + skippedCount;
  const present = rows.reduce((sum, row) => sum + (row.outcome ? 0 : row.fraction), 0);
  const fraction = Math.min(1, (settledCount + present) / Math.max(1, rows.length));
  return { settledCount, doneCount, failedCount, skippedCount, fraction };
}

/** What the batch does now, in words: `12 of 500 · 1 failed · 3 min left`. */
export function batchStatus(batch: Batch, progress: BatchProgress): string {
  const { settledCount, failedCount, skippedCount } = progress;
  const parts = [
    batchText.doneOf(settledCount, batch.rows.length),
    failedCount > 0 ? batchText.failedCount(failedCount) : '',
    skippedCount > 0 ? batchText.skippedCount(skippedCount) : '',
    phaseText(batch),
  ];
  return parts.filter(Boolean).join(' · ');
}

function phaseText({ phase, isGivingWay, secondsLeft }: Batch): string {
  if (phase !== 'running') return batchText[phase];
  if (isGivingWay) return batchText.givingWay;
  return secondsLeft === null ? '' : batchText.timeLeft(secondsLeft);
}
