import { Button } from '@mantine/core';
import { Layers } from 'lucide-react';
import { useEffect } from 'react';
import type { Batch } from '#store/slices/batchSlice.ts';
import { batchText } from '#text/batch.ts';
import { percentText } from '#text/format.ts';
import classes from '#ui/batch/BatchBar.module.css';
import { batchProgress, batchStatus } from '#ui/batch/batchProgress.ts';
import { InterruptedBar } from '#ui/batch/InterruptedBar.tsx';
import { SpokenBatch } from '#ui/batch/SpokenBatch.tsx';
import { ProgressTrack } from '#ui/controls/ProgressTrack.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/**
 * A line over the workbench that tells how a batch goes; the work goes on below.
 *
 * `isSpoken` says whether it tells screen readers too, as the dialog does while it is open.
 */
export function BatchBar({ isSpoken }: { readonly isSpoken: boolean }) {
  const batch = useAppStore((state) => state.batch);
  if (!batch) return <InterruptedBar />;
  return (
    <>
      <RunningBar batch={batch} />
      {isSpoken && <SpokenBatch />}
    </>
  );
}

function RunningBar({ batch }: { readonly batch: Batch }) {
  const { forgetBatch } = useActions();
  const handles = usePageHandles();
  const progress = batchProgress(batch);
  const percent = Math.floor(100 * progress.fraction);
  const text = batchStatus(batch, progress);
  const isOver = batch.phase === 'done' || batch.phase === 'ended';
  useTitle(isOver ? null : percentText(percent / 100));
  return (
    <section className={classes['bar']} aria-label={batchText.title}>
      <Layers size={16} aria-hidden="true" className={classes['icon']} />
      <span className={classes['name']}>{batchText.barOf(batch.sourceName)}</span>
      <span className={classes['track']}>
        <ProgressTrack label={batchText.title} percent={percent} text={text} />
      </span>
      <span className={classes['text']}>{text}</span>
      <Button size="compact-sm" variant="default" onClick={() => handles.showBatch()}>
        {batchText.show}
      </Button>
      {isOver && (
        <Button size="compact-sm" variant="default" onClick={() => void forgetBatch()}>
          {batchText.hide}
        </Button>
      )}
    </section>
  );
}

/** Puts the share in front of the page's title, where a tab in the background shows it. */
function useTitle(share: string | null): void {
  useEffect(() => {
    if (share === null) return;
    const title = document.title;
    document.title = `${share} · ${title}`;
    return () => {
      document.title = title;
    };
  }, [share]);
}
