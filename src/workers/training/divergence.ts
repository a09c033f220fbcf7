import { isGpuBackend } from '#domain/model/engineInfo.ts';
import type { TrainingState } from '#domain/training/trainingState.ts';
import { hasCode } from '#lib/errors.ts';
import { beginFromSnapshot, type LoopParts, recover } from '#workers/training/recovery.ts';
import type { StartTraining } from '#workers/trainingService.ts';

/**
 * Makes a run able to go on after a failure, or ends it where the network itself has run away.
 *
 * @throws the failure when nothing helps
 */
export async function recoverOrEnd(
  parts: LoopParts,
  request: StartTraining,
  error: unknown,
): Promise<void> {
  if (isDiverged(parts, error)) await endAtBadPrediction(parts, request);
  else await recover(parts, request, error);
}

/** Ends a run as run away whose last predictions are no numbers; false when that is known already. */
export async function endIfUntold(
  parts: LoopParts,
  request: StartTraining,
  error: unknown,
): Promise<boolean> {
  if (!hasCode(error, 'not-finite') || parts.facts.endedBy === 'not-finite') return false;
  await endAtBadPrediction(parts, request);
  return true;
}

/**
 * Ends a run whose loss is no number: the weights before that step are its result, or, where even
 * these are no numbers, those of the last stored state.
 */
export async function endAtBadLoss(parts: LoopParts, request: StartTraining): Promise<void> {
  const { facts, engine } = parts;
  const reason = `The loss was no finite number at iteration ${facts.iteration + 1}.`;
  if (!areFinite(await engine.read())) return endAtSnapshot(parts, request, reason);
  facts.endedBy = 'not-finite';
  facts.notes.push(
    `${reason} Training stopped with the weights before it; try a lower learning rate.`,
  );
}

/**
 * True when a failure says that the network's predictions are no numbers. A GPU may have caused that
 * by an error that it did not report, so it has to say so twice.
 */
function isDiverged({ facts, info, restarts }: LoopParts, error: unknown): boolean {
  if (!hasCode(error, 'not-finite')) return false;
  const isSure = !isGpuBackend(info.backend) || restarts.divergedAt === facts.iteration;
  restarts.divergedAt = facts.iteration;
  return isSure;
}

/** The weights of the last stored state are the result. */
function endAtBadPrediction(parts: LoopParts, request: StartTraining): Promise<void> {
  const reason = `The predictions were no finite numbers after iteration ${parts.facts.iteration}.`;
  return endAtSnapshot(parts, request, reason);
}

async function endAtSnapshot(
  parts: LoopParts,
  request: StartTraining,
  reason: string,
): Promise<void> {
  const { facts } = parts;
  await beginFromSnapshot(parts, request);
  facts.endedBy = 'not-finite';
  const kept = facts.iteration === 0 ? 'it began with' : `of iteration ${facts.iteration}`;
  facts.notes.push(
    `${reason} Training stopped with the weights ${kept}, the last good ones stored; try a lower learning rate.`,
  );
}

function areFinite({ weights }: TrainingState): boolean {
  return weights.every(Number.isFinite);
}
