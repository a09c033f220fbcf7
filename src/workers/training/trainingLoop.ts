import { isGpuBackend } from '#domain/model/engineInfo.ts';
import { learningRateAt } from '#domain/training/learningRate.ts';
import { toAppError } from '#lib/errors.ts';
import { endAtBadLoss, endIfUntold, recoverOrEnd } from '#workers/training/divergence.ts';
import { LiveView } from '#workers/training/liveView.ts';
import type { LoopParts } from '#workers/training/recovery.ts';
import { RunClock } from '#workers/training/runClock.ts';
import { type RunTime, statusOf } from '#workers/training/runStatus.ts';
import { StepTimer } from '#workers/training/stepTimer.ts';
import { validationInterval } from '#workers/training/validationInterval.ts';
import type { StartTraining, TrainingStatus } from '#workers/trainingService.ts';

const CHECKPOINT_SECONDS = 60;
const STATUS_EVERY_MS = 150;

/** The steps of one run, with all that happens between them. */
export class TrainingLoop {
  readonly clock: RunClock;
  readonly live: LiveView;
  readonly #parts: LoopParts;
  readonly #request: StartTraining;
  readonly #time: RunTime;
  #wanted: 'run' | 'pause' | 'stop' = 'run';
  #wake: () => void = () => undefined;
  #onPaused: (() => void)[] = [];
  #reportedMs = Number.NEGATIVE_INFINITY;
  #storedAtSeconds: number;
  /** Settles when the caller has stored the latest checkpoint. */
  #stored: void | Promise<void> = undefined;
  /** False once a validation found nothing. */
  #isJudging = true;

  /** @param deadlineMs when to end, on `performance.now`; `null` = no limit */
  constructor(request: StartTraining, parts: LoopParts, deadlineMs: number | null) {
    this.#request = request;
    this.#parts = parts;
    this.clock = new RunClock(request.checkpoint?.seconds ?? 0);
    this.live = new LiveView(parts.validator, this.clock);
    this.#storedAtSeconds = this.clock.total();
    this.#time = { clock: this.clock, timer: new StepTimer(), deadlineMs };
  }

  /** Runs to the end, whatever it is; never rejects. */
  async run(): Promise<TrainingStatus> {
    const { facts, engine, samples, validator } = this.#parts;
    try {
      while (facts.endedBy === null) await this.#advanceSafely();
      await this.#finishSafely();
      facts.phase = 'finished';
    } catch (error) {
      facts.error = toAppError(error);
      facts.endedBy = 'error';
      facts.phase = 'failed';
      // Steps whose weights are lost are no part of the result.
      facts.rollBack();
    }
    for (const part of [engine, samples, validator]) part.terminate();
    this.#releasePaused();
    this.report();
    return this.status();
  }

  /** Resolves once the run stands still, its state stored, or has ended. */
  pause(): Promise<void> {
    const { endedBy, phase } = this.#parts.facts;
    const isStill = phase === 'paused' && this.#wanted === 'pause';
    if (endedBy !== null || isStill) return Promise.resolve();
    if (this.#wanted === 'run') this.#wanted = 'pause';
    return new Promise((resolve) => this.#onPaused.push(resolve));
  }

  /** Goes on after a pause, or takes back the wish for one. */
  resume(): void {
    if (this.#wanted !== 'pause') return;
    this.#wanted = 'run';
    this.#wake();
    this.#releasePaused();
  }

  /** Ends the run after the step that is going on. */
  stop(): void {
    this.#wanted = 'stop';
    this.#wake();
  }

  /** How the run stands. */
  status(): TrainingStatus {
    return statusOf(this.#parts, this.#request, this.#time);
  }

  /** Tells the caller how the run stands. */
  report(): void {
    this.#reportedMs = performance.now();
    this.#request.onChange(this.status());
  }

  async #advanceSafely(): Promise<void> {
    try {
      await this.#advance();
    } catch (error) {
      await recoverOrEnd(this.#parts, this.#request, error);
      this.#time.timer.clear();
      this.report();
    }
  }

  /** The one thing that is next. */
  async #advance(): Promise<void> {
    const { facts } = this.#parts;
    if (this.#wanted === 'stop') facts.endedBy = 'user';
    else if (this.#wanted === 'pause') await this.#standStill();
    else if (this.#isValidationDue()) await this.#validate();
    else if (facts.iteration >= this.#request.recipe.iterations) facts.endedBy = 'iterations';
    else if (this.#isTimeUp()) facts.endedBy = 'time';
    else if (this.live.isDue()) await this.live.show(facts.iteration);
    else await this.#step();
  }

  async #step(): Promise<void> {
    const { engine, samples, facts, info } = this.#parts;
    const isFirst = this.#time.timer.msPerStep() === null;
    this.#enter(isFirst && isGpuBackend(info.backend) ? 'compiling' : 'training');
    const startMs = performance.now();
    const report = await this.clock.spend('training', async () => {
      const sample = await samples.take(facts.iteration);
      facts.learningRate = learningRateAt(this.#request.recipe, facts.iteration);
      return engine.step(sample, facts.learningRate, facts.iteration);
    });
    this.#time.timer.add(performance.now() - startMs);
    if (!report.isApplied) {
      await endAtBadLoss(this.#parts, this.#request);
      return;
    }
    facts.addStep(report.loss);
    if (this.clock.total() - this.#storedAtSeconds >= CHECKPOINT_SECONDS) await this.#store();
    if (performance.now() - this.#reportedMs >= STATUS_EVERY_MS) this.report();
  }

  async #validate(): Promise<void> {
    const { engine, validator, facts } = this.#parts;
    this.#enter('validating');
    await this.clock.spend('validating', async () => {
      const scores = await validator.validate();
      const state = await engine.read();
      facts.snapshot = { iteration: facts.iteration, state };
      if (scores) facts.addValidation({ iteration: facts.iteration, ...scores }, state.weights);
      else this.#isJudging = false;
    });
    this.#sendCheckpoint();
    if (facts.isPatienceGone()) facts.endedBy ??= 'early-stop';
    await this.live.showValidated(facts.iteration);
    this.report();
  }

  async #standStill(): Promise<void> {
    await this.#store();
    // A tab that is closed at a pause must find all of it again.
    await this.#stored;
    if (this.#wanted !== 'pause') return;
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#enter('paused');
    this.#releasePaused();
    const pausedMs = performance.now();
    await woken;
    if (this.#time.deadlineMs !== null) this.#time.deadlineMs += performance.now() - pausedMs;
    this.#enter('training');
  }

  /** What is done and stored is a result, even where its last validation fails. */
  async #finishSafely(): Promise<void> {
    const { facts } = this.#parts;
    try {
      await this.#finish();
    } catch (error) {
      if (await endIfUntold(this.#parts, this.#request, error)) return;
      // Weights that cannot be judged are better than none.
      if (!facts.snapshot.state) return this.#store();
      facts.notes.push(
        `The weights of the last steps could not be judged (${toAppError(error).message}); those of iteration ${facts.snapshot.iteration} are kept.`,
      );
      facts.rollBack();
    }
  }

  /** The weights of the end are judged too, unless somebody wants the end now. */
  async #finish(): Promise<void> {
    const { facts } = this.#parts;
    const isJudged = facts.validatedAt() === facts.iteration || facts.endedBy === 'user';
    if (this.#canJudge() && !isJudged) await this.#validate();
    else await this.#store();
  }

  /** Takes the state off the device, so that the run can go on from here. */
  async #store(): Promise<void> {
    const { engine, facts } = this.#parts;
    facts.snapshot = { iteration: facts.iteration, state: await engine.read() };
    this.#sendCheckpoint();
  }

  #sendCheckpoint(): void {
    const { facts, plan, restarts } = this.#parts;
    const { best, snapshot } = facts;
    const { iteration, state } = snapshot;
    const seconds = this.clock.total();
    this.#storedAtSeconds = seconds;
    restarts.count = 0;
    if (!state) return;
    const { inputEdgePx, batchSize } = plan;
    const held = { iteration, state, best, history: facts.history(), seconds };
    this.#stored = this.#request.onCheckpoint?.({ ...held, inputEdgePx, batchSize });
  }

  #enter(phase: TrainingStatus['phase']): void {
    const { facts } = this.#parts;
    if (facts.phase === phase) return;
    facts.phase = phase;
    this.report();
  }

  #releasePaused(): void {
    for (const resolve of this.#onPaused.splice(0)) resolve();
  }

  /** After the first step: true when another one and the last validation would come too late. */
  #isTimeUp(): boolean {
    const { deadlineMs, timer } = this.#time;
    const stepMs = timer.msPerStep();
    if (deadlineMs === null || stepMs === null) return false;
    const validatingMs = this.#canJudge() ? 1000 * this.clock.lastSeconds('validating') : 0;
    return performance.now() + stepMs / 2 + validatingMs >= deadlineMs;
  }

  #canJudge(): boolean {
    return this.#isJudging && this.#parts.validator.hasScores();
  }

  #isValidationDue(): boolean {
    const { facts } = this.#parts;
    const { recipe, weights } = this.#request;
    if (!this.#canJudge()) return false;
    const last = facts.validatedAt();
    // What a fine-tuning starts from counts as a result too.
    if (last === null && facts.iteration === 0) return weights !== null;
    const isSoon = facts.iteration - (last ?? 0) < validationInterval(recipe.iterations);
    return !isSoon && this.clock.affords('validating');
  }
}
