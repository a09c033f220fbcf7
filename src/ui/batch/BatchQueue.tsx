import { Button } from '@mantine/core';
import { Pause, Play, RotateCcw, Square } from 'lucide-react';
import { planeTotals } from '#domain/batch/summaryTable.ts';
import type { Batch } from '#store/slices/batchSlice.ts';
import { batchText } from '#text/batch.ts';
import classes from '#ui/batch/BatchDialog.module.css';
import { BatchRows } from '#ui/batch/BatchRows.tsx';
import { batchProgress, batchStatus } from '#ui/batch/batchProgress.ts';
import { SpokenBatch } from '#ui/batch/SpokenBatch.tsx';
import { ProgressTrack } from '#ui/controls/ProgressTrack.tsx';
import { useActions } from '#ui/useAppStore.ts';

/** The batch, file by file, and what can be done about it. */
export function BatchQueue({ batch }: { readonly batch: Batch }) {
  const progress = batchProgress(batch);
  const text = batchStatus(batch, progress);
  const percent = Math.floor(100 * progress.fraction);
  return (
    <div className={classes['queue']}>
      <div className={classes['head']}>
        <span className={classes['headText']}>
          <strong>{batch.sourceName}</strong> · {batch.modelTitle}
        </span>
        <span className={classes['headText']}>{text}</span>
      </div>
      <ProgressTrack label={batchText.progressName} percent={percent} text={text} />
      <QueueButtons batch={batch} hasFailed={progress.failedCount > 0} />
      {(batch.phase === 'done' || batch.phase === 'ended') && <Outcome batch={batch} />}
      <BatchRows batch={batch} />
      <SpokenBatch />
    </div>
  );
}

function QueueButtons({
  batch,
  hasFailed,
}: {
  readonly batch: Batch;
  readonly hasFailed: boolean;
}) {
  const { pauseBatch, goOnBatch, cancelBatch, retryFailedFiles, saveBatchZip, forgetBatch } =
    useActions();
  const { phase } = batch;
  const isOver = phase === 'done' || phase === 'ended';
  const isPaused = phase === 'paused' || phase === 'pausing';
  return (
    <div className={classes['buttons']}>
      {!isOver && (
        <Button
          size="xs"
          variant="default"
          disabled={phase === 'finishing'}
          leftSection={isPaused ? <Play size={14} /> : <Pause size={14} />}
          onClick={() => void (isPaused ? goOnBatch() : pauseBatch())}
        >
          {isPaused ? batchText.goOn : batchText.pause}
        </Button>
      )}
      {!isOver && (
        <Button
          size="xs"
          variant="default"
          disabled={phase === 'finishing'}
          leftSection={<Square size={13} />}
          onClick={() => void cancelBatch()}
        >
          {batchText.cancel}
        </Button>
      )}
      {hasFailed && phase !== 'ended' && (
        <Button
          size="xs"
          variant="default"
          leftSection={<RotateCcw size={14} />}
          onClick={() => void retryFailedFiles()}
        >
          {batchText.retryFailed}
        </Button>
      )}
      {isOver && batch.outputName === null && (
        <Button size="xs" variant="default" onClick={() => void saveBatchZip()}>
          {batchText.saveAgain}
        </Button>
      )}
      {isOver && (
        <Button size="xs" variant="default" onClick={() => void forgetBatch()}>
          {batchText.another}
        </Button>
      )}
    </div>
  );
}

function Outcome({ batch }: { readonly batch: Batch }) {
  const planes = batch.rows.flatMap(({ outcome }) =>
    outcome?.kind === 'done' ? outcome.planes : [],
  );
  const doneCount = batch.rows.filter(({ state }) => state === 'done').length;
  if (doneCount === 0) return <p className={classes['outcome']}>{batchText.nothingDone}</p>;
  return (
    <p className={classes['outcome']}>
      {batchText.outcome(doneCount, planeTotals(planes).objectCount)}.{' '}
      {batch.outputName === null ? batchText.savedAsZip : batchText.writtenTo(batch.outputName)}
    </p>
  );
}
