import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';
import { selectCanTrain } from '#store/selectors/trainingData.ts';
import { type RunMode, runMode } from '#store/slices/trainingSlice.ts';
import type { Command } from '#ui/commands/command.ts';

const isMode =
  (...modes: readonly RunMode[]) =>
  (state: AppState): boolean =>
    modes.includes(runMode(state));

const canResume = (state: AppState): boolean => {
  const mode = runMode(state);
  return mode === 'paused' || (mode === 'ended' && state.training.run?.canGoOn === true);
};

/** Commands of training; one key starts, pauses and goes on. */
export const trainingCommands = {
  train: {
    title: 'Train',
    keys: ['t'],
    isEnabled: (state) => selectCanTrain(state) || isMode('running')(state) || canResume(state),
    run: ({ store }) => startPauseOrResume(store),
  },
  pauseTraining: {
    title: 'Pause',
    keys: [],
    isEnabled: isMode('running'),
    run: ({ store }) => store.actions.pauseTraining(),
  },
  resumeTraining: {
    title: 'Resume',
    keys: [],
    isEnabled: canResume,
    run: ({ store }) => store.actions.resumeTraining(),
  },
  stopTraining: {
    title: 'Stop',
    keys: [],
    isEnabled: isMode('preparing', 'running', 'paused'),
    run: ({ store }) => store.actions.stopTraining(),
  },
  keepBest: {
    title: 'Keep best',
    keys: ['k'],
    isEnabled: (state) => {
      const { run } = state.training;
      return isMode('paused', 'ended')(state) && run?.isKeeping === false && run.keptAs === null;
    },
    run: ({ store }) => store.actions.keepBest(),
  },
  discardRun: {
    title: 'Discard',
    keys: [],
    isEnabled: isMode('paused', 'ended'),
    run: ({ store }) => store.actions.discardRun(),
  },
} as const satisfies Readonly<Record<string, Command>>;

function startPauseOrResume({ actions, getState }: AppStore): Promise<void> {
  const state = getState();
  if (isMode('running')(state)) return actions.pauseTraining();
  return canResume(state) ? actions.resumeTraining() : actions.startTraining();
}
