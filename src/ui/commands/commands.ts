import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';
import {
  selectCanSegment,
  selectCanSegmentAll,
  selectCurrentResult,
} from '#store/selectors/currentImage.ts';
import { annotationCommands, canDeleteAnnotated } from '#ui/commands/annotationCommands.ts';
import type { Command } from '#ui/commands/command.ts';
import { trainingCommands } from '#ui/commands/trainingCommands.ts';

const always = (): boolean => true;
const hasImage = (state: AppState): boolean => state.currentImageId !== null;

/** Every command by its id. */
export const commands = {
  openImages: {
    title: 'Open images',
    keys: ['o'],
    isEnabled: always,
    run: ({ handles }) => handles.pickFiles(),
  },
  openFolder: {
    title: 'Open a folder',
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.pickFolder(),
  },
  segment: {
    title: 'Segment',
    keys: ['s'],
    isEnabled: selectCanSegment,
    run: ({ store }) => store.actions.segmentCurrent(),
  },
  segmentAll: {
    title: 'Segment all',
    keys: ['shift+s'],
    isEnabled: selectCanSegmentAll,
    run: ({ store }) => store.actions.segmentAll(),
  },
  cancel: {
    title: 'Cancel',
    keys: ['escape'],
    isEnabled: (state) => state.job !== null,
    run: ({ store }) => store.actions.cancel(),
  },
  ...annotationCommands,
  ...trainingCommands,
  deleteSelection: {
    title: 'Delete selected objects',
    keys: ['delete', 'backspace'],
    isEnabled: (state) => {
      if (state.shownOverlay === 'annotation') return canDeleteAnnotated(state);
      const result = selectCurrentResult(state);
      return result !== undefined && result.selection.size > 0 && !result.isExtracting;
    },
    run: ({ store }) =>
      withCurrentImage(
        store,
        store.getState().shownOverlay === 'annotation'
          ? store.actions.deleteAnnotated
          : store.actions.deleteSelection,
      ),
  },
  undoDelete: {
    title: 'Bring deleted objects back',
    keys: [],
    isEnabled: (state) => {
      const result = selectCurrentResult(state);
      return result?.canUndoDelete === true && !result.isExtracting;
    },
    run: ({ store }) => withCurrentImage(store, store.actions.undoDelete),
  },
  previousImage: {
    title: 'Previous image',
    keys: [','],
    isEnabled: hasImage,
    run: ({ store }) => store.actions.stepImage(-1),
  },
  nextImage: {
    title: 'Next image',
    keys: ['.'],
    isEnabled: hasImage,
    run: ({ store }) => store.actions.stepImage(1),
  },
  toggleOverlay: {
    title: 'Show or hide objects',
    keys: ['h'],
    isEnabled: hasImage,
    run: ({ store }) =>
      store.actions.setOverlay({ isVisible: !store.getState().overlay.isVisible }),
  },
  fitImage: {
    title: 'Fit image to view',
    keys: ['f'],
    isEnabled: hasImage,
    run: ({ handles }) => handles.viewer?.fit(),
  },
  autoContrast: {
    title: 'Auto contrast',
    keys: ['a'],
    isEnabled: hasImage,
    run: ({ store }) => withCurrentImage(store, store.actions.autoContrast),
  },
  showShortcuts: {
    title: 'Keyboard shortcuts',
    keys: ['?'],
    isEnabled: always,
    run: ({ handles }) => handles.showShortcuts(),
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof commands;

function withCurrentImage(
  store: AppStore,
  action: (imageId: string) => void | Promise<void>,
): void | Promise<void> {
  const { currentImageId } = store.getState();
  return currentImageId === null ? undefined : action(currentImageId);
}

/** The keys of a command for people: `Ctrl+Z`, `Esc`; empty when it has none. */
export function keyText(command: Command): string {
  const key = command.keys[0] ?? '';
  if (key.length <= 1) return key.toUpperCase();
  return key
    .split('+')
    .map((part) => KEY_NAMES[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join('+');
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  escape: 'Esc',
  delete: 'Del',
};
