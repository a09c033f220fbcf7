import { bestValidation, isTimeToStop } from '#domain/training/earlyStop.ts';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import { addLoss, historyUntil, lossCurve } from '#domain/training/trainingHistory.ts';
import type { TrainingHistory, ValidationPoint } from '#domain/training/trainingProgress.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingState } from '#domain/training/trainingState.ts';
import type { AppError } from '#lib/errors.ts';
import type { TrainingStatus } from '#workers/trainingService.ts';

/** Weights and optimiser as they were after some steps. */
export interface Snapshot {
  readonly iteration: number;
  /** `null` = those that the run began with. */
  readonly state: TrainingState | null;
}

/** What a run knows of itself. */
export class RunFacts {
  readonly #recipe: TrainingRecipe;
  #curve: ReturnType<typeof lossCurve>;
  #validation: ValidationPoint[];
  /** Steps done. */
  iteration: number;
  phase: TrainingStatus['phase'] = 'starting';
  endedBy: TrainingStatus['endedBy'] = null;
  error: AppError | null = null;
  loss: number | null = null;
  learningRate = 0;
  readonly notes: string[] = [];
  best: TrainingCheckpoint['best'];
  /** Where the run goes on after a failure. */
  snapshot: Snapshot;

  constructor(recipe: TrainingRecipe, checkpoint: TrainingCheckpoint | null) {
    this.#recipe = recipe;
    this.#curve = lossCurve(checkpoint?.history.loss ?? []);
    this.#validation = [...(checkpoint?.history.validation ?? [])];
    this.iteration = checkpoint?.iteration ?? 0;
    this.best = checkpoint?.best ?? null;
    this.snapshot = { iteration: this.iteration, state: checkpoint?.state ?? null };
    this.loss = checkpoint?.history.loss.at(-1)?.[1] ?? null;
  }

  /** Curves so far, as copies. */
  history(): TrainingHistory {
    return { loss: [...this.#curve.points], validation: [...this.#validation] };
  }

  /** The best validation; `null` before the first. */
  bestPoint(): ValidationPoint | null {
    return bestValidation(this.#validation, this.#recipe.bestBy);
  }

  /** Iteration of the latest validation; `null` before the first. */
  validatedAt(): number | null {
    return this.#validation.at(-1)?.iteration ?? null;
  }

  /** Notes a step that was applied. */
  addStep(loss: number): void {
    this.iteration += 1;
    this.loss = loss;
    addLoss(this.#curve, this.iteration, loss);
  }

  /** Notes a validation of weights, which are kept when it is the best. */
  addValidation(point: ValidationPoint, weights: Float32Array<ArrayBuffer>): void {
    this.#validation.push(point);
    if (this.bestPoint() === point) this.best = { iteration: point.iteration, weights };
  }

  /** True when the last `patience` validations brought nothing better. */
  isPatienceGone(): boolean {
    return isTimeToStop(this.#validation, this.#recipe);
  }

  /** Forgets what came after the snapshot. */
  rollBack(): void {
    const { iteration } = this.snapshot;
    const { loss, validation } = historyUntil(this.history(), iteration);
    this.#curve = lossCurve(loss);
    this.#validation = [...validation];
    this.iteration = iteration;
    this.loss = loss.at(-1)?.[1] ?? null;
  }
}
