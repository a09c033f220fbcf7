import type { EngineInfo } from '#domain/model/engineInfo.ts';
import { type StepPlan, smallerPlan } from '#domain/training/planTraining.ts';
import type { TrainingState } from '#domain/training/trainingState.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { isRecoverable } from '#workers/engineWorkers.ts';
import type { RunFacts } from '#workers/training/runFacts.ts';
import type { TrainingEngine } from '#workers/training/trainingEngine.ts';
import type { TrainingSamples } from '#workers/training/trainingSamples.ts';
import type { Validator } from '#workers/training/validator.ts';
import type { StartTraining } from '#workers/trainingService.ts';

/** Failures in a row, without a stored state between them, before a run gives up. */
const MAX_RESTARTS = 5;

/** What a run is made of. */
export interface LoopParts {
  readonly facts: RunFacts;
  readonly engine: TrainingEngine;
  readonly samples: TrainingSamples;
  readonly validator: Validator;
  readonly restarts: {
    count: number;
    /** Steps done when a prediction was no number; `null` = never. */
    divergedAt: number | null;
  };
  info: EngineInfo;
  plan: StepPlan;
}

/**
 * Makes a run able to go on after a failure: with a smaller batch or tile when memory ran out, else
 * with fresh workers from the last stored state. What fails meanwhile is one more such failure.
 *
 * @throws the failure when nothing helps
 */
export async function recover(
  parts: LoopParts,
  request: StartTraining,
  error: unknown,
): Promise<void> {
  try {
    await recoverOnce(parts, request, error);
  } catch (next) {
    if (next === error || !isRecoverable(next)) throw next;
    await recover(parts, request, next);
  }
}

async function recoverOnce(
  parts: LoopParts,
  request: StartTraining,
  error: unknown,
): Promise<void> {
  if (hasCode(error, 'out-of-memory')) return shrink(parts, request, error);
  if (!isRecoverable(error) || ++parts.restarts.count > MAX_RESTARTS) throw error;
  const { engine, samples, validator, facts } = parts;
  const isEngineFine = engine.isAlive() && (!samples.isAlive() || !validator.isAlive());
  if (!isEngineFine) {
    facts.notes.push(
      `${await engine.restart()} It goes on from iteration ${facts.snapshot.iteration}.`,
    );
    await beginFromSnapshot(parts, request);
  }
  await samples.prepare(parts.plan);
  if (!validator.isAlive()) await validator.open();
}

/** Puts the network of the last stored state on the device, and goes back to its iteration. */
export async function beginFromSnapshot(
  parts: LoopParts,
  { recipe, network, weights }: StartTraining,
): Promise<void> {
  const { engine, facts } = parts;
  const { state } = facts.snapshot;
  const start = weights === null ? null : { weights, optimizer: null };
  await engine.begin({
    network,
    state: state ?? start,
    optimizer: recipe.optimizer,
    seed: recipe.seed,
    clipNorm: recipe.clipNorm,
    dropout: recipe.dropout,
    freezeContracting: recipe.freezeContracting,
  });
  parts.info = await engine.start();
  facts.rollBack();
}

async function shrink(parts: LoopParts, request: StartTraining, error: unknown): Promise<void> {
  const { engine, samples, facts } = parts;
  const smaller = smallerPlan(parts.plan, request.network);
  if (!smaller) {
    throw new AppError(
      'out-of-memory',
      `Even a tile of ${parts.plan.inputEdgePx} px does not fit into memory. Close other pages, or train a network with fewer features.`,
      { cause: error },
    );
  }
  const state = await readSafely(engine);
  if (state) facts.snapshot = { iteration: facts.iteration, state };
  const { inputEdgePx, batchSize } = parts.plan;
  parts.plan = smaller;
  facts.notes.push(
    smaller.batchSize < batchSize
      ? `Memory ran out at iteration ${facts.iteration + 1}: the batch was lowered from ${batchSize} to ${smaller.batchSize}.`
      : `Memory ran out at iteration ${facts.iteration + 1}: the tile was lowered from ${inputEdgePx} to ${smaller.inputEdgePx} px.`,
  );
  await engine.renew();
  await beginFromSnapshot(parts, request);
  await samples.prepare(smaller);
}

/** Weights of now; `null` when the device does not even give these. */
async function readSafely(engine: TrainingEngine): Promise<TrainingState | null> {
  try {
    return await engine.read();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
