import type { AppState } from '#store/appState.ts';
import { selectShownAnnotation } from '#store/selectors/annotations.ts';
import { selectCurrentResult } from '#store/selectors/currentImage.ts';
import { selectCurrentSettings } from '#store/selectors/objectSettings.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { hasImage, hasResult, needsImage, withCurrentImage } from '#ui/commands/conditions.ts';

/** Commands of the objects that a run found; `Delete` also acts on those of an annotation. */
export const objectCommands = {
  deleteSelection: {
    title: buttonText.deleteSelection,
    keys: ['delete', 'backspace'],
    isEnabled: (state: AppState) => {
      if (state.shownOverlay === 'annotation') return hasAnnotatedSelection(state);
      const result = selectCurrentResult(state);
      return result !== undefined && result.selection.size > 0 && !result.isExtracting;
    },
    reason: needsImage(reasonText.noSelection),
    run: ({ store }) =>
      withCurrentImage(
        store,
        store.getState().shownOverlay === 'annotation'
          ? store.actions.deleteAnnotated
          : store.actions.deleteSelection,
      ),
  },
  undoDelete: {
    title: buttonText.undoDelete,
    keys: [],
    isEnabled: (state: AppState) => {
      const result = selectCurrentResult(state);
      return result?.canUndoDelete === true && !result.isExtracting;
    },
    reason: needsImage(reasonText.nothingToUndo),
    run: ({ store }) => withCurrentImage(store, store.actions.undoDelete),
  },
  resetSettings: {
    title: commandText.resetSettings,
    keys: [],
    isEnabled: (state: AppState) => hasImage(state) && selectCurrentSettings(state) !== undefined,
    reason: needsImage(reasonText.noModel),
    run: ({ store }) => withCurrentImage(store, store.actions.resetSettings),
  },
  copySettings: {
    title: commandText.copySettings,
    keys: [],
    isEnabled: (state: AppState) => hasImage(state) && state.images.length > 1,
    reason: needsImage(reasonText.fewImages),
    run: ({ store }) => withCurrentImage(store, store.actions.copySettingsToAll),
  },
  goToObjects: {
    title: commandText.goToObjects,
    keys: [],
    isEnabled: hasResult,
    reason: needsImage(reasonText.noResult),
    run: ({ handles }) => handles.showPart('results'),
  },
} as const satisfies Readonly<Record<string, Command>>;

function hasAnnotatedSelection(state: AppState): boolean {
  return (selectShownAnnotation(state)?.selection.size ?? 0) > 0;
}
