import { formatDuration, formatMilliseconds } from '#text/format.ts';
import { trainingRunText } from '#text/training.ts';
import type { TrainingStatus } from '#workers/trainingService.ts';

/**
 * Why a run ended and how well it did, in a sentence or two.
 *
 * @param isFineTuned true when it started from a model
 */
export function endText(
  { endedBy, iteration, best }: TrainingStatus,
  isFineTuned: boolean,
): string {
  const score = best ? bestText(best, isFineTuned) : trainingRunText.neverValidated;
  return iteration === 0 && !best
    ? endReason(endedBy, iteration)
    : `${endReason(endedBy, iteration)} ${score}`;
}

/** Step 0 is the network as it was: what is kept then has learned nothing. */
function bestText(
  { iou, f1_50, iteration }: NonNullable<TrainingStatus['best']>,
  isFineTuned: boolean,
): string {
  const score = trainingRunText.score(iou, f1_50);
  if (iteration > 0) return trainingRunText.best(score, iteration);
  return isFineTuned ? trainingRunText.modelIsBest(score) : trainingRunText.noneBetter(score);
}

function endReason(endedBy: TrainingStatus['endedBy'], iteration: number): string {
  switch (endedBy) {
    case 'iterations':
      return trainingRunText.finished(iteration);
    case 'time':
      return trainingRunText.outOfTime(iteration);
    case 'early-stop':
      return trainingRunText.stoppedEarly(iteration);
    case 'not-finite':
      return trainingRunText.notFinite(iteration);
    case 'error':
      return trainingRunText.failed(iteration);
    default:
      return trainingRunText.stopped(iteration);
  }
}

/** What the run does now: `Step 120 of 2,000 · 340 ms/step · 11 min left`. */
export function progressText(status: TrainingStatus): string {
  const { phase, iteration, iterations, msPerStep, secondsLeft } = status;
  if (phase === 'starting') return trainingRunText.startingEngine;
  if (phase === 'compiling') return trainingRunText.preparing;
  const parts = [trainingRunText.stepOf(iteration, iterations)];
  if (msPerStep !== null) parts.push(trainingRunText.perStep(formatMilliseconds(msPerStep)));
  if (secondsLeft !== null && phase !== 'paused')
    parts.push(trainingRunText.left(formatDuration(secondsLeft)));
  return parts.join(' · ');
}
