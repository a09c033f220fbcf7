import { formatDuration } from '#text/format.ts';
import type { TrainingStatus } from '#workers/trainingService.ts';

/** Why a run ended and how well it did, in a sentence or two. */
export function endText({ endedBy, iteration, best }: TrainingStatus): string {
  const score = best ? bestText(best) : 'It was never validated: the last weights count.';
  return iteration === 0 && !best
    ? endReason(endedBy, iteration)
    : `${endReason(endedBy, iteration)} ${score}`;
}

/** Step 0 is the network as it was: what is kept then has learned nothing. */
function bestText({ iou, f1_50, iteration }: NonNullable<TrainingStatus['best']>): string {
  const score = `IoU ${iou.toFixed(3)}, F1 ${f1_50.toFixed(3)}`;
  return iteration === 0
    ? `No step scored higher than the network before training (${score}).`
    : `Best: ${score} at step ${count(iteration)}.`;
}

function endReason(endedBy: TrainingStatus['endedBy'], iteration: number): string {
  switch (endedBy) {
    case 'iterations':
      return `Training finished after ${count(iteration)} steps.`;
    case 'time':
      return `Training ended by its time limit, after ${count(iteration)} steps.`;
    case 'early-stop':
      return `Training ended after ${count(iteration)} steps: the score no longer rose.`;
    case 'not-finite':
      return `Training ended after ${count(iteration)} steps: the loss was no number any more.`;
    case 'error':
      return `Training failed after ${count(iteration)} steps.`;
    default:
      return `Stopped after ${count(iteration)} steps.`;
  }
}

/** What the run does now: `Step 120 of 2,000 · 340 ms/step · 11 min left`. */
export function progressText(status: TrainingStatus): string {
  const { phase, iteration, iterations, msPerStep, secondsLeft } = status;
  if (phase === 'starting') return 'Starting the engine…';
  if (phase === 'compiling') return 'Preparing the network…';
  const parts = [`Step ${count(iteration)} of ${count(iterations)}`];
  if (msPerStep !== null) parts.push(`${msText(msPerStep)}/step`);
  if (secondsLeft !== null && phase !== 'paused') parts.push(`${formatDuration(secondsLeft)} left`);
  return parts.join(' · ');
}

function msText(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
