import type { UnetSpec } from '#domain/model/modelCard.ts';
import { splitByImage } from '#domain/training/splitByImage.ts';
import type { ImageRole } from '#domain/training/trainingSetup.ts';
import type { AppState } from '#store/appState.ts';
import { selectAnnotatedImages } from '#store/selectors/annotations.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { isBestTheStart, runMode } from '#store/slices/trainingSlice.ts';
import { noticeText } from '#text/messages.ts';

/** Which annotated images the next run trains and validates on. */
export interface TrainingSplit {
  readonly training: readonly ImageEntry[];
  /**
   * `null` = a region of the first image of `training`, the only one with objects, is kept for
   * validation; empty = none.
   */
  readonly validation: readonly ImageEntry[] | null;
  /** Why nothing can be trained; empty when it can. */
  readonly problem: string;
}

const NOTHING_ANNOTATED = noticeText.nothingAnnotated;
const NOTHING_TO_TRAIN = noticeText.nothingToTrain;

/** The split that the roles and the seed give. A new object each time. */
export function selectTrainingSplit(state: AppState): TrainingSplit {
  const { roles, recipe } = state.training.setup;
  const annotated = selectAnnotatedImages(state);
  const withRole = (role: ImageRole) =>
    annotated.filter(({ id }) => (roles[id] ?? 'auto') === role);
  const pinned = withRole('training');
  const automatic = withRole('auto');
  const chosen = withRole('validation');
  const problem = annotated.length === 0 ? NOTHING_ANNOTATED : NOTHING_TO_TRAIN;
  if (pinned.length + automatic.length === 0) return { training: [], validation: [], problem };
  if (chosen.length > 0) {
    return { training: [...pinned, ...automatic], validation: chosen, problem: '' };
  }
  const { validationShare, seed } = recipe;
  const { judging, rest } = judgingImages(state, automatic);
  const others = [...pinned, ...rest];
  if (pinned.length + judging.length === 1 && validationShare > 0) {
    return { training: [...judging, ...others], validation: null, problem: '' };
  }
  // Beside pinned images even a single one can be kept for validation.
  if (pinned.length > 0 && judging.length === 1 && validationShare > 0) {
    return { training: others, validation: judging, problem: '' };
  }
  const drawn = splitByImage(judging, validationShare, seed);
  return {
    training: [...others, ...drawn.training],
    validation: drawn.validation,
    problem: '',
  };
}

/** Images with objects can judge; those of background alone are trained on, unless all are. */
function judgingImages({ annotations }: AppState, images: readonly ImageEntry[]) {
  const holdsObjects = ({ id }: ImageEntry) => (annotations[id]?.state.objectCount ?? 0) > 0;
  if (!images.some(holdsObjects)) return { judging: images, rest: [] };
  return {
    judging: images.filter(holdsObjects),
    rest: images.filter((image) => !holdsObjects(image)),
  };
}

/** What an annotated image will be used for, in a word. */
export function roleInRun(
  split: TrainingSplit,
  imageId: string,
): 'training' | 'validation' | 'both' | 'unused' {
  if (split.validation?.some(({ id }) => id === imageId)) return 'validation';
  if (!split.training.some(({ id }) => id === imageId)) return 'unused';
  return split.validation === null && split.training[0]?.id === imageId ? 'both' : 'training';
}

/** Shape of the network that the next run trains; `undefined` while no model is chosen. */
export function selectTrainingNetwork(state: AppState): UnetSpec | undefined {
  const { start, recipe } = state.training.setup;
  if (start === 'model') return findCard(state, state.chosenModelId)?.network;
  const highest = selectAnnotatedImages(state).map(
    ({ id }) => state.annotations[id]?.state.highestClass ?? 1,
  );
  return { ...recipe.network, inputChannels: 1, classCount: Math.max(1, ...highest) + 1 };
}

/** True when a run can start now. */
export function selectCanTrain(state: AppState): boolean {
  const mode = runMode(state);
  if (mode !== 'none' && mode !== 'kept') return false;
  return selectTrainingNetwork(state) !== undefined && selectTrainingSplit(state).problem === '';
}

/** True when weights of a run would be lost with the page. */
export function selectHasUnkeptRun(state: AppState): boolean {
  const mode = runMode(state);
  if (mode === 'preparing' || mode === 'running' || mode === 'paused') return true;
  const { run } = state.training;
  if (mode !== 'ended' || !run || (isBestTheStart(run) && !run.canGoOn)) return false;
  return (run.status?.iteration ?? 0) > 0;
}
