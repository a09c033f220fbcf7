import { type Job, jobFraction } from '#store/slices/runSlice.ts';
import { formatDuration } from '#text/format.ts';
import { runText } from '#text/run.ts';

/** What the run does now: `Tile 12 of 40 · 30 s left`. */
export function progressText(job: Job): string {
  if (job.stage === 'extracting') return runText.findingObjects;
  const { phase, tilesDone, tileCount, secondsLeft } = job.progress;
  switch (phase) {
    case 'waiting':
      return runText.waitingForTurn;
    case 'starting':
      return runText.startingEngine;
    case 'loading-model':
      return runText.loadingNetwork;
    case 'compiling':
      return runText.preparingNetwork;
    case 'predicting':
      return secondsLeft === null
        ? runText.tiles(tilesDone, tileCount)
        : runText.tilesWithTime(tilesDone, tileCount, formatDuration(secondsLeft));
  }
}

/** Whole percent of the current image, or of all its planes where these are segmented. */
export function progressPercent(job: Job): number {
  const fraction = jobFraction(job);
  if (job.pageIndex === null) return Math.floor(100 * fraction);
  return Math.floor((100 * (job.position - 1 + fraction)) / job.imageCount);
}
