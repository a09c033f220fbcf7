import type { TrainingProgressReport } from '#workers/headlessApi.ts';

/** Lines of a log are this far apart; a terminal's line is rewritten at every report. */
const LOG_EVERY_MS = 15_000;

/** Progress of a training on standard error. */
export interface TrainingLine {
  readonly update: (progress: TrainingProgressReport) => void;
  /** Ends the line that is being rewritten. */
  readonly end: () => void;
}

/** One line that is rewritten on a terminal, a line now and then else. */
export function createTrainingLine(): TrainingLine {
  const isTerminal = process.stderr.isTTY === true;
  let loggedMs = 0;
  let loggedValidation: number | null = null;
  return {
    update: (progress) => {
      const text = progressText(progress);
      if (isTerminal) {
        process.stderr.write(`\r\u001b[K${text}`);
        return;
      }
      const validated = progress.validation?.iteration ?? null;
      const isNews = validated !== loggedValidation || Date.now() - loggedMs >= LOG_EVERY_MS;
      if (!isNews) return;
      loggedMs = Date.now();
      loggedValidation = validated;
      process.stderr.write(`${text}\n`);
    },
    end: () => {
      if (isTerminal) process.stderr.write('\n');
    },
  };
}

/** `iteration 120 of 2500, loss 0.312, IoU 0.71, F1 0.55, SEG 0.60 at 100, 12 min left`. */
export function progressText(progress: TrainingProgressReport): string {
  const { phase, iteration, iterations, loss, secondsLeft, validation } = progress;
  const parts = [`iteration ${iteration} of ${iterations}`];
  if (loss !== null) parts.push(`loss ${loss.toPrecision(4)}`);
  if (validation) {
    const { iou, f1_50, seg } = validation;
    parts.push(
      `IoU ${iou.toFixed(3)}, F1 ${f1_50.toFixed(3)}, SEG ${seg.toFixed(3)} at ${validation.iteration}`,
    );
  }
  if (secondsLeft !== null) parts.push(`${timeText(secondsLeft)} left`);
  if (phase !== 'training') parts.push(phase);
  return parts.join(', ');
}

function timeText(seconds: number): string {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
