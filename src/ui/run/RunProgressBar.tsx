import { findEntry } from '#store/slices/imagesSlice.ts';
import type { Job } from '#store/slices/runSlice.ts';
import { formatDuration, percentText } from '#text/format.ts';
import { runText } from '#text/run.ts';
import { ProgressTrack } from '#ui/controls/ProgressTrack.tsx';
import classes from '#ui/run/RunPanel.module.css';
import { progressPercent, progressText } from '#ui/run/runText.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** How far the running job is and how long it still takes. */
export function RunProgressBar({ job }: { readonly job: Job }) {
  const name = useAppStore((state) => findEntry(state, job.imageId)?.name ?? '');
  const percent = progressPercent(job);
  const left = job.queueSecondsLeft;
  const text = progressText(job);
  return (
    <div className={classes['progress']}>
      <div className={classes['progressHead']}>
        <span className={classes['progressName']}>{queueText(job, name)}</span>
        <span>{percentText(percent / 100)}</span>
      </div>
      <ProgressTrack label={runText.title} percent={percent} text={text} />
      <span className={classes['hint']}>{text}</span>
      {left !== null && (
        <span className={classes['hint']}>{runText.queueLeft(formatDuration(left))}</span>
      )}
    </div>
  );
}

/** Which of the queue it is, where there are several. */
function queueText({ imageCount, position, pageIndex }: Job, name: string): string {
  if (imageCount < 2) return name;
  return pageIndex === null
    ? runText.imageOf(position, imageCount, name)
    : runText.planeOf(position, imageCount, name);
}
