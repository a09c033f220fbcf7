import { pageText } from '#text/page.ts';
import classes from '#ui/controls/ProgressTrack.module.css';

export interface ProgressTrackProps {
  /** Accessible name. */
  readonly label: string;
  /** Whole percent, 0…100. */
  readonly percent: number;
  /** What is going on, in words. */
  readonly text: string;
}

/** A bar that fills as work goes on. */
export function ProgressTrack({ label, percent, text }: ProgressTrackProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={pageText.progress(percent, text)}
      className={classes['track']}
    >
      <div className={classes['fill']} style={{ width: `${percent}%` }} />
    </div>
  );
}
