import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelFormat } from '#domain/model/modelFormat.ts';
import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';
import { findCard, isKeptModel } from '#store/slices/modelsSlice.ts';
import { commandText, reasonText } from '#text/commands.ts';
import { modelText } from '#text/model.ts';
import type { Command } from '#ui/commands/command.ts';
import { always } from '#ui/commands/conditions.ts';

const chosenCard = (state: AppState): ModelCard | undefined => findCard(state, state.chosenModelId);

const needsModel = (): string => reasonText.noModel;

const isKept = (state: AppState): boolean => {
  const card = chosenCard(state);
  return card !== undefined && isKeptModel(card);
};

/** Where the chosen model is; `undefined` when it is kept by the user himself, or nothing is known. */
const placeOf = ({ offline, chosenModelId }: AppState) =>
  offline.models[chosenModelId ?? '']?.place;

/** Saves the chosen network in a form that others run. */
const exportAs = (format: ModelFormat) =>
  ({
    title: commandText.exportModel(modelText.formats[format]),
    keys: [],
    isEnabled: (state: AppState) => chosenCard(state) !== undefined,
    reason: needsModel,
    run: ({ store }) => withChosen(store, (id) => store.actions.exportModel(id, format)),
  }) as const satisfies Command;

/** Commands of the chosen network. */
export const modelCommands = {
  loadModel: {
    title: commandText.loadModel,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.pickModel(),
  },
  aboutModel: {
    title: commandText.aboutModel,
    keys: [],
    isEnabled: (state: AppState) => chosenCard(state) !== undefined,
    reason: needsModel,
    run: ({ handles }) => handles.showModel(),
  },
  exportModelTfjs: exportAs('tfjs-layers'),
  exportModelBioimageio: exportAs('bioimageio'),
  exportModelOnnx: exportAs('onnx'),
  renameModel: {
    title: commandText.renameModel,
    keys: [],
    isEnabled: isKept,
    reason: () => reasonText.notKept,
    // Its title is the first field there.
    run: ({ handles }) => handles.showModel(),
  },
  deleteModel: {
    title: commandText.deleteModel,
    keys: [],
    isEnabled: isKept,
    reason: () => reasonText.notKept,
    run: ({ store }) => withChosen(store, store.actions.removeModel),
  },
  modelOffline: {
    title: commandText.modelOffline,
    keys: [],
    isEnabled: (state: AppState) => placeOf(state) === 'stored' || placeOf(state) === 'absent',
    reason: (state: AppState) => {
      if (chosenCard(state) === undefined) return reasonText.noModel;
      const isHere = isKept(state) || placeOf(state) === 'included';
      return isHere ? reasonText.alwaysOffline : reasonText.notOffline;
    },
    run: ({ store }) =>
      withChosen(store, (id) =>
        store.actions.setModelOffline(id, placeOf(store.getState()) === 'absent'),
      ),
  },
} as const satisfies Readonly<Record<string, Command>>;

function withChosen(store: AppStore, action: (id: string) => Promise<void>): Promise<void> {
  const { chosenModelId } = store.getState();
  return chosenModelId === null ? Promise.resolve() : action(chosenModelId);
}
