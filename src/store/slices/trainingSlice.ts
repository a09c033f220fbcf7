import type { UnetSpec } from '#domain/model/modelCard.ts';
import { presetRecipe } from '#domain/training/recipes.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingSetup } from '#domain/training/trainingSetup.ts';
import type { CheckpointSummary } from '#storage/checkpointStore.ts';
import type { TrainingPlan, TrainingStatus } from '#workers/trainingService.ts';

/** Tile, batch, memory and time of the next run, as far as known. */
export interface PlanView {
  readonly isWorking: boolean;
  readonly plan: TrainingPlan | null;
  /** Why there is no plan; empty when there is nothing to tell. */
  readonly problem: string;
}

/** An image whose prediction can be watched while a run goes on. */
export interface WatchableImage {
  readonly id: string;
  readonly name: string;
}

/** The run that goes on, or the one that has ended and is still shown. */
export interface RunView {
  readonly id: string;
  /** `preparing` = images and annotations are being read. */
  readonly stage: 'preparing' | 'running' | 'ended';
  /** Id of the model that is fine-tuned; `null` = from scratch. */
  readonly startedFrom: string | null;
  /** For people: the model's title, or `From scratch`. */
  readonly startTitle: string;
  /** Project that was open when it began; `null` = none. */
  readonly project: { readonly id: string; readonly title: string } | null;
  readonly recipe: TrainingRecipe;
  readonly network: UnetSpec;
  /** `null` until the run has told something of itself. */
  readonly status: TrainingStatus | null;
  readonly watchable: readonly WatchableImage[];
  readonly watchedId: string | null;
  /** True where the run ended early and can go on from its last checkpoint. */
  readonly canGoOn: boolean;
  /** Title of the model that its weights were kept as; `null` = not kept yet. */
  readonly keptAs: string | null;
  /** True while weights are being stored. */
  readonly isKeeping: boolean;
}

/** Everything about training. */
export interface TrainingSlice {
  readonly training: {
    readonly setup: TrainingSetup;
    readonly plan: PlanView;
    readonly run: RunView | null;
    /** A run that a closed tab interrupted, to be offered. */
    readonly interrupted: CheckpointSummary | null;
    /** Methods text that could not be copied and is shown instead. */
    readonly methodsText: string | null;
  };
}

export const initialTraining: TrainingSlice = {
  training: {
    setup: {
      start: 'model',
      presetId: 'fine-tuning',
      recipe: presetRecipe('fine-tuning'),
      roles: {},
    },
    plan: { isWorking: false, plan: null, problem: '' },
    run: null,
    interrupted: null,
    methodsText: null,
  },
};

/** The slice with parts of it replaced. */
export function withTraining(
  slice: TrainingSlice,
  change: Partial<TrainingSlice['training']>,
): TrainingSlice {
  return { training: { ...slice.training, ...change } };
}

/** The slice with the run changed; unchanged when another run is shown by now. */
export function withRun(
  slice: TrainingSlice,
  runId: string,
  change: Partial<RunView>,
): TrainingSlice {
  const { run } = slice.training;
  if (run?.id !== runId) return { training: slice.training };
  return withTraining(slice, { run: { ...run, ...change } });
}

/** True where the best weights are those of the model that it started from: keeping makes a twin. */
export function isBestTheStart({ startedFrom, status }: RunView): boolean {
  return startedFrom !== null && status?.best?.iteration === 0;
}

/** What a run does, as the buttons see it. */
export type RunMode = 'none' | 'preparing' | 'running' | 'paused' | 'ended' | 'kept';

/** What the run does now. */
export function runMode({ training: { run } }: TrainingSlice): RunMode {
  if (!run) return 'none';
  if (run.stage === 'preparing') return 'preparing';
  if (run.stage === 'ended') return run.keptAs === null ? 'ended' : 'kept';
  return run.status?.phase === 'paused' ? 'paused' : 'running';
}
