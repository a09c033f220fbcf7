import { type Job, jobFraction } from '#store/slices/runSlice.ts';
import { formatDuration } from '#text/format.ts';

/** What the run does now: `Tile 12 of 40 · 30 s left`. */
export function progressText(job: Job): string {
  if (job.stage === 'extracting') return 'Finding objects…';
  const { phase, tilesDone, tileCount, secondsLeft } = job.progress;
  switch (phase) {
    case 'starting':
      return 'Starting the engine…';
    case 'loading-model':
      return 'Loading the network…';
    case 'compiling':
      return 'Preparing the network…';
    case 'predicting': {
      const left = secondsLeft === null ? '' : ` · ${formatDuration(secondsLeft)} left`;
      return `${tilesDone} of ${tileCount} tiles${left}`;
    }
  }
}

/** Whole percent of the current image. */
export function progressPercent(job: Job): number {
  return Math.floor(100 * jobFraction(job));
}
