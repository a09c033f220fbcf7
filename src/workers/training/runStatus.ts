import type { LoopParts } from '#workers/training/recovery.ts';
import type { RunClock } from '#workers/training/runClock.ts';
import type { StepTimer } from '#workers/training/stepTimer.ts';
import type { StartTraining, TrainingPlan, TrainingStatus } from '#workers/trainingService.ts';

/** Time of a run and its limit. */
export interface RunTime {
  readonly clock: RunClock;
  readonly timer: StepTimer;
  /** When the run must end, on `performance.now`; a pause moves it. `null` = no limit. */
  deadlineMs: number | null;
}

/** How a run stands, for those who watch it; nothing in it changes later. */
export function statusOf(
  parts: LoopParts,
  { recipe }: Pick<StartTraining, 'recipe'>,
  time: RunTime,
): TrainingStatus {
  const { facts } = parts;
  const { phase, iteration, loss, learningRate, endedBy, error } = facts;
  const msPerStep = time.timer.msPerStep();
  return {
    phase,
    iteration,
    iterations: recipe.iterations,
    loss,
    learningRate,
    msPerStep,
    secondsLeft: endedBy === null ? secondsLeft(recipe.iterations - iteration, time) : null,
    history: facts.history(),
    best: facts.bestPoint(),
    plan: planOf(parts, msPerStep),
    notes: [...facts.notes],
    endedBy,
    error,
  };
}

/** Steps still to do with the validations between them, up to the limit; `null` = not yet known. */
function secondsLeft(steps: number, { clock, timer, deadlineMs }: RunTime): number | null {
  const msPerStep = timer.msPerStep();
  if (msPerStep === null) return null;
  const trainingShare = 1 - Math.min(0.5, clock.predictingShare());
  const seconds = (steps * msPerStep) / 1000 / trainingShare;
  if (deadlineMs === null) return seconds;
  return Math.min(seconds, Math.max(0, (deadlineMs - performance.now()) / 1000));
}

function planOf({ info, plan }: LoopParts, msPerStep: number | null): TrainingPlan {
  const { backend, adapter } = info;
  const { inputEdgePx, outputEdgePx, batchSize, memoryBytes } = plan;
  const secondsPerStep = msPerStep === null ? null : msPerStep / 1000;
  return { backend, adapter, inputEdgePx, outputEdgePx, batchSize, memoryBytes, secondsPerStep };
}
