import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';
import { selectAnnotatedImages } from '#store/selectors/annotations.ts';
import { selectCanTrain, selectTrainingSplit } from '#store/selectors/trainingData.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { isBestTheStart, type RunMode, runMode } from '#store/slices/trainingSlice.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { always } from '#ui/commands/conditions.ts';

const isMode =
  (...modes: readonly RunMode[]) =>
  (state: AppState): boolean =>
    modes.includes(runMode(state));

const canResume = (state: AppState): boolean => {
  const mode = runMode(state);
  return mode === 'paused' || (mode === 'ended' && state.training.run?.canGoOn === true);
};

function isSettingUp(state: AppState): boolean {
  return isMode('none', 'kept')(state);
}

const wasInterrupted = ({ training }: AppState): boolean => training.interrupted !== null;

const whyNotTrain = (state: AppState): string =>
  isSettingUp(state) ? selectTrainingSplit(state).problem || reasonText.noModel : '';

/** Commands of training; one key starts, pauses and goes on. */
export const trainingCommands = {
  train: {
    title: buttonText.train,
    keys: ['t'],
    isEnabled: (state) => selectCanTrain(state) || isMode('running')(state) || canResume(state),
    reason: whyNotTrain,
    run: ({ store }) => startPauseOrResume(store),
  },
  pauseTraining: {
    title: buttonText.pauseTraining,
    keys: [],
    isEnabled: isMode('running'),
    reason: () => reasonText.noRun,
    run: ({ store }) => store.actions.pauseTraining(),
  },
  resumeTraining: {
    title: buttonText.resumeTraining,
    keys: [],
    isEnabled: canResume,
    reason: () => reasonText.notPaused,
    run: ({ store }) => store.actions.resumeTraining(),
  },
  stopTraining: {
    title: buttonText.stopTraining,
    keys: [],
    isEnabled: isMode('preparing', 'running', 'paused'),
    reason: () => reasonText.noRun,
    run: ({ store }) => store.actions.stopTraining(),
  },
  keepBest: {
    title: buttonText.keepBest,
    keys: ['k'],
    isEnabled: (state) => {
      const { run } = state.training;
      if (!run || run.isKeeping || run.keptAs !== null || isBestTheStart(run)) return false;
      return isMode('paused', 'ended')(state);
    },
    reason: ({ training: { run } }) =>
      run && isBestTheStart(run) ? reasonText.modelIsBest : reasonText.noEndedRun,
    run: ({ store }) => store.actions.keepBest(),
  },
  discardRun: {
    title: buttonText.discardRun,
    keys: [],
    isEnabled: isMode('paused', 'ended'),
    reason: () => reasonText.noEndedRun,
    run: ({ store }) => store.actions.discardRun(),
  },
  closeRun: {
    title: commandText.closeRun,
    keys: [],
    isEnabled: isMode('kept'),
    reason: () => reasonText.notKeptRun,
    run: ({ store }) => store.actions.discardRun(),
  },
  resumeInterrupted: {
    title: commandText.resumeInterrupted,
    keys: [],
    isEnabled: wasInterrupted,
    reason: () => reasonText.noInterrupted,
    run: ({ store }) => store.actions.resumeInterrupted(),
  },
  discardInterrupted: {
    title: commandText.discardInterrupted,
    keys: [],
    isEnabled: wasInterrupted,
    reason: () => reasonText.noInterrupted,
    run: ({ store }) => store.actions.discardInterrupted(),
  },
  copyMethods: {
    title: commandText.copyMethods,
    keys: [],
    isEnabled: isMode('paused', 'ended', 'kept'),
    reason: () => reasonText.noEndedRun,
    run: ({ store }) => store.actions.copyMethodsText(),
  },
  fineTune: start('model', commandText.fineTune),
  fromScratch: start('scratch', commandText.fromScratch),
  previewTraining: {
    title: commandText.previewTraining,
    keys: [],
    isEnabled: (state) => isSettingUp(state) && selectAnnotatedImages(state).length > 0,
    reason: (state) => (isSettingUp(state) ? reasonText.noAnnotation : reasonText.runGoesOn),
    run: ({ handles }) => handles.showTrainingPreview(),
  },
  saveRecipe: {
    title: commandText.saveRecipe,
    keys: [],
    isEnabled: always,
    run: ({ store }) => store.actions.saveRecipe(),
  },
  loadRecipe: {
    title: commandText.loadRecipe,
    keys: [],
    isEnabled: isSettingUp,
    reason: () => reasonText.runGoesOn,
    run: ({ handles }) => handles.pickRecipe(),
  },
  copyModelMethods: {
    title: commandText.copyModelMethods,
    keys: [],
    isEnabled: (state) => findCard(state, state.chosenModelId)?.training !== undefined,
    reason: () => reasonText.notTrainedHere,
    run: ({ store }) => {
      const { chosenModelId } = store.getState();
      return chosenModelId === null ? undefined : store.actions.copyModelMethods(chosenModelId);
    },
  },
} as const satisfies Readonly<Record<string, Command>>;

function start(from: 'model' | 'scratch', title: string): Command {
  return {
    title,
    keys: [],
    isEnabled: isSettingUp,
    reason: () => reasonText.runGoesOn,
    run: ({ store, handles }) => {
      store.actions.chooseStart(from);
      handles.showPart('train');
    },
  };
}

function startPauseOrResume({ actions, getState }: AppStore): Promise<void> {
  const state = getState();
  if (isMode('running')(state)) return actions.pauseTraining();
  return canResume(state) ? actions.resumeTraining() : actions.startTraining();
}
