import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import type { RunningTraining, TrainingData } from '#store/actions/runningTraining.ts';
import { readCheckpointImages } from '#store/actions/trainData.ts';
import { failureText, noticeText } from '#text/messages.ts';
import type { TrainingCheckpoint } from '#workers/trainingService.ts';

/** What the page wants back of a run, beside what every run holds. */
export interface RunPageFacts {
  readonly startTitle: string;
  /** Project that the images are in. */
  readonly projectId: string | null;
  /** The last so many images are validated on; `null` = a region of the only image. */
  readonly validationCount: number | null;
  /** What is rehearsed, and how objects are found; the model started from may be gone on return. */
  readonly rehearses: TrainingData['rehearses'];
  readonly instanceSettings: TrainingData['instanceSettings'];
}

/**
 * Stores images, annotations and weights, so that the run can go on after the tab was closed. The
 * training goes on without when that fails; the user is told.
 */
export async function beginCheckpoints(
  context: ActionContext,
  work: RunningTraining,
  data: TrainingData,
): Promise<void> {
  const { services, store } = context;
  const { images, validationImages, network, normalization, weights, startedFrom } = data;
  const ids = [...images, ...(validationImages ?? [])].map(({ id }) => id);
  const facts: RunPageFacts = {
    startTitle: store.getState().training.run?.startTitle ?? '',
    projectId: store.getState().project.id,
    validationCount: validationImages?.length ?? null,
    rehearses: data.rehearses,
    instanceSettings: data.instanceSettings,
  };
  try {
    await services.checkpoints.begin({
      runId: work.runId,
      images: await readCheckpointImages(context, ids),
      recipe: work.recipe,
      network,
      normalization,
      startWeights: weights,
      startedFrom,
      startedAt: work.startedAt,
      page: { ...facts },
    });
  } catch (error) {
    tellStorageFailure(context, work, error);
  }
}

/** Keeps the checkpoint at hand and stores it; resolves when it is stored, or could not be. */
export async function saveCheckpoint(
  context: ActionContext,
  work: RunningTraining,
  checkpoint: TrainingCheckpoint,
): Promise<void> {
  work.checkpoint = checkpoint;
  if (work.isStorageFailureTold) return;
  try {
    await context.services.checkpoints.save(work.runId, checkpoint);
  } catch (error) {
    tellStorageFailure(context, work, error);
  }
}

function tellStorageFailure(context: ActionContext, work: RunningTraining, error: unknown): void {
  if (work.isStorageFailureTold) return;
  // A run that was discarded meanwhile needs no storage.
  if (context.running.training !== work) return;
  work.isStorageFailureTold = true;
  notify(context, noticeText.notResumable);
  reportFailure(context, failureText.checkpoint, error);
}
