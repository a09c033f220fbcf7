import { findEntry } from '#store/slices/imagesSlice.ts';
import type { Job } from '#store/slices/runSlice.ts';
import { percentText } from '#text/format.ts';
import { runText } from '#text/run.ts';
import { ProgressTrack } from '#ui/controls/ProgressTrack.tsx';
import classes from '#ui/run/RunPanel.module.css';
import { progressPercent, progressText } from '#ui/run/runText.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** How far the running job is and how long it still takes. */
export function RunProgressBar({ job }: { readonly job: Job }) {
  const name = useAppStore((state) => findEntry(state, job.imageId)?.name ?? '');
  const percent = progressPercent(job);
  const text = progressText(job);
  return (
    <div className={classes['progress']}>
      <div className={classes['progressHead']}>
        <span className={classes['progressName']}>
          {job.imageCount > 1 ? runText.imageOf(job.position, job.imageCount, name) : name}
        </span>
        <span>{percentText(percent / 100)}</span>
      </div>
      <ProgressTrack label={runText.title} percent={percent} text={text} />
      <span className={classes['hint']}>{text}</span>
    </div>
  );
}
