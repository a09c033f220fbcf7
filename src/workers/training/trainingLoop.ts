import { isGpuBackend } from '#domain/model/engineInfo.ts';
import { learningRateAt } from '#domain/training/learningRate.ts';
import type { StepPlan } from '#domain/training/planTraining.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import { toAppError } from '#lib/errors.ts';
import { type LoopParts, recover } from '#workers/training/recovery.ts';
import { RunClock } from '#workers/training/runClock.ts';
import type { RunFacts } from '#workers/training/runFacts.ts';
import { StepTimer } from '#workers/training/stepTimer.ts';
import type {
  LivePrediction,
  StartTraining,
  TrainingPlan,
  TrainingStatus,
} from '#workers/trainingService.ts';

/** Validations of a whole run, and the fewest steps between two. */
export const VALIDATION_COUNT = 30;
const SMALLEST_INTERVAL = 5;
const CHECKPOINT_SECONDS = 60;
const SHOWN_EVERY_MS = 2000;
const STATUS_EVERY_MS = 150;

type Watched = {
  readonly imageId: string;
  readonly onPrediction: (prediction: LivePrediction) => void;
};

/** The steps of one run, with all that happens between them. */
export class TrainingLoop {
  readonly facts: RunFacts;
  readonly clock: RunClock;
  readonly #parts: LoopParts;
  readonly #request: StartTraining;
  readonly #timer = new StepTimer();
  readonly #startSeconds: number;
  #wanted: 'run' | 'pause' | 'stop' = 'run';
  #wake: () => void = () => undefined;
  #onPaused: (() => void)[] = [];
  #watched: Watched | null = null;
  #shownMs = 0;
  #statusMs = 0;
  #checkpointAt = 0;

  constructor(request: StartTraining, parts: LoopParts) {
    this.#request = request;
    this.#parts = parts;
    this.facts = parts.facts;
    this.clock = new RunClock(request.checkpoint?.seconds ?? 0);
    this.#startSeconds = this.clock.total();
    this.#checkpointAt = this.#startSeconds;
  }

  /** Runs to the end, whatever it is; never rejects. */
  async run(): Promise<TrainingStatus> {
    const { facts } = this;
    try {
      while (facts.endedBy === null) await this.#advanceSafely();
      await this.#finish();
      facts.phase = 'finished';
    } catch (error) {
      facts.error = toAppError(error);
      facts.endedBy = 'error';
      facts.phase = 'failed';
    }
    for (const part of [this.#parts.engine, this.#parts.samples, this.#parts.validator]) {
      part.terminate();
    }
    this.#releasePaused();
    this.report(true);
    return this.status();
  }

  /** Resolves once the run stands still, its state stored. */
  pause(): Promise<void> {
    if (this.facts.endedBy !== null || this.facts.phase === 'paused') return Promise.resolve();
    this.#wanted = 'pause';
    return new Promise((resolve) => this.#onPaused.push(resolve));
  }

  resume(): void {
    if (this.#wanted !== 'pause') return;
    this.#wanted = 'run';
    this.#wake();
  }

  stop(): void {
    this.#wanted = 'stop';
    this.#wake();
  }

  watch(imageId: string | null, onPrediction: Watched['onPrediction']): void {
    this.#watched = imageId === null ? null : { imageId, onPrediction };
    this.#shownMs = 0;
  }

  /** Tells the caller how the run stands, now or when it was some time ago. */
  report(isForced: boolean): void {
    const nowMs = performance.now();
    if (!isForced && nowMs - this.#statusMs < STATUS_EVERY_MS) return;
    this.#statusMs = nowMs;
    this.#request.onChange(this.status());
  }

  status(): TrainingStatus {
    const { facts } = this;
    const { iterations } = this.#recipe();
    return {
      phase: facts.phase,
      iteration: facts.iteration,
      iterations,
      loss: facts.loss,
      learningRate: facts.learningRate,
      msPerStep: this.#timer.msPerStep(),
      secondsLeft: this.#secondsLeft(),
      history: facts.history(),
      best: facts.bestPoint(),
      plan: this.#plan(),
      notes: [...facts.notes],
      endedBy: facts.endedBy,
      error: facts.error,
    };
  }

  async #advanceSafely(): Promise<void> {
    try {
      await this.#advance();
    } catch (error) {
      await recover(this.#parts, this.#request, error);
      this.#timer.clear();
      this.report(true);
    }
  }

  /** The one thing that is next. */
  async #advance(): Promise<void> {
    const { facts } = this;
    if (this.#wanted === 'stop') facts.endedBy = 'user';
    else if (this.#wanted === 'pause') await this.#standStill();
    else if (this.#isValidationDue()) await this.#validate();
    else if (facts.iteration >= this.#recipe().iterations) facts.endedBy = 'iterations';
    else if (this.#isTimeUp()) facts.endedBy = 'time';
    else if (this.#isShowingDue()) await this.#show();
    else await this.#step();
  }

  async #step(): Promise<void> {
    const { facts } = this;
    const { engine, samples } = this.#parts;
    const isFirst = this.#timer.msPerStep() === null;
    const phase = isFirst && isGpuBackend(this.#parts.info.backend) ? 'compiling' : 'training';
    if (facts.phase !== phase) {
      facts.phase = phase;
      this.report(true);
    }
    const startMs = performance.now();
    const report = await this.clock.spend('training', async () => {
      const sample = await samples.take(facts.iteration);
      facts.learningRate = learningRateAt(this.#recipe(), facts.iteration);
      return engine.step(sample, facts.learningRate, facts.iteration);
    });
    this.#timer.add(performance.now() - startMs);
    if (!report.isApplied) {
      facts.endedBy = 'not-finite';
      facts.notes.push(
        `The loss was no finite number at iteration ${facts.iteration + 1}. Training stopped with the weights before it; try a lower learning rate.`,
      );
      return;
    }
    facts.addStep(report.loss);
    facts.phase = 'training';
    if (this.clock.total() - this.#checkpointAt >= CHECKPOINT_SECONDS) await this.#store();
    this.report(false);
  }

  async #validate(): Promise<void> {
    const { facts } = this;
    const { engine, validator } = this.#parts;
    facts.phase = 'validating';
    this.report(true);
    await this.clock.spend('validating', async () => {
      const scores = await validator.validate();
      const state = await engine.read();
      facts.snapshot = { iteration: facts.iteration, state };
      if (!scores) return;
      facts.addValidation({ iteration: facts.iteration, ...scores }, state.weights);
    });
    this.#sendCheckpoint();
    facts.phase = 'training';
    if (facts.isPatienceGone()) facts.endedBy ??= 'early-stop';
    const watched = this.#watched;
    if (watched && validator.isScored(watched.imageId)) await this.#hand(watched);
    this.report(true);
  }

  async #show(): Promise<void> {
    const watched = this.#watched;
    if (!watched) return;
    await this.clock.spend('showing', () => this.#parts.validator.predict(watched.imageId));
    await this.#hand(watched);
  }

  async #hand({ imageId, onPrediction }: Watched): Promise<void> {
    const prediction = await this.#parts.validator.picture(imageId, this.facts.iteration);
    this.#shownMs = performance.now();
    if (this.#watched?.imageId === imageId) onPrediction(prediction);
  }

  async #standStill(): Promise<void> {
    await this.#store();
    if (this.#wanted !== 'pause') return;
    this.facts.phase = 'paused';
    this.report(true);
    this.#releasePaused();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.facts.phase = 'training';
    this.report(true);
  }

  async #finish(): Promise<void> {
    const { facts } = this;
    const isValidated = facts.validatedAt() === facts.iteration;
    const wasStopped = facts.endedBy === 'user';
    if (this.#parts.validator.hasScores() && !isValidated && !wasStopped) await this.#validate();
    else await this.#store();
  }

  /** Takes the state off the device, so that the run can go on from here. */
  async #store(): Promise<void> {
    const state = await this.#parts.engine.read();
    this.facts.snapshot = { iteration: this.facts.iteration, state };
    this.#sendCheckpoint();
  }

  #sendCheckpoint(): void {
    const { iteration, state } = this.facts.snapshot;
    this.#checkpointAt = this.clock.total();
    this.#parts.restarts.count = 0;
    if (!state) return;
    const { inputEdgePx, batchSize } = this.#parts.plan;
    this.#request.onCheckpoint?.({
      iteration,
      state,
      best: this.facts.best,
      history: this.facts.history(),
      inputEdgePx,
      batchSize,
      seconds: this.clock.total(),
    });
  }

  #releasePaused(): void {
    for (const resolve of this.#onPaused.splice(0)) resolve();
  }

  #isValidationDue(): boolean {
    const { facts } = this;
    if (!this.#parts.validator.hasScores()) return false;
    const last = facts.validatedAt();
    // What a fine-tuning starts from counts as a result too.
    if (last === null && facts.iteration === 0) return this.#request.weights !== null;
    const interval = Math.max(
      SMALLEST_INTERVAL,
      Math.ceil(this.#recipe().iterations / VALIDATION_COUNT),
    );
    const isDue = facts.iteration - (last ?? 0) >= interval;
    return isDue && this.clock.affords('validating', this.#watched !== null);
  }

  #isShowingDue(): boolean {
    const watched = this.#watched;
    if (!watched || !this.#parts.validator.canShow(watched.imageId)) return false;
    const isDue = performance.now() - this.#shownMs >= SHOWN_EVERY_MS;
    return isDue && (this.#shownMs === 0 || this.clock.affords('showing', true));
  }

  #isTimeUp(): boolean {
    const { maxSeconds } = this.#request;
    return maxSeconds !== null && this.clock.total() - this.#startSeconds >= maxSeconds;
  }

  #secondsLeft(): number | null {
    const msPerStep = this.#timer.msPerStep();
    if (this.facts.endedBy !== null || msPerStep === null) return null;
    const steps = this.#recipe().iterations - this.facts.iteration;
    const seconds = (steps * msPerStep) / 1000 / (1 - Math.min(0.5, this.clock.predictingShare()));
    const { maxSeconds } = this.#request;
    if (maxSeconds === null) return seconds;
    return Math.min(seconds, Math.max(0, maxSeconds - this.clock.total() + this.#startSeconds));
  }

  #plan(): TrainingPlan {
    const { info } = this.#parts;
    const { inputEdgePx, outputEdgePx, batchSize, memoryBytes }: StepPlan = this.#parts.plan;
    const msPerStep = this.#timer.msPerStep();
    return {
      backend: info.backend,
      adapter: info.adapter,
      inputEdgePx,
      outputEdgePx,
      batchSize,
      memoryBytes,
      secondsPerStep: msPerStep === null ? null : msPerStep / 1000,
    };
  }

  #recipe(): TrainingRecipe {
    return this.#request.recipe;
  }
}
