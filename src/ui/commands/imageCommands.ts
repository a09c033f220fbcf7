import type { AppState } from '#store/appState.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import {
  always,
  hasImage,
  isReady,
  needsImage,
  withCurrentImage,
} from '#ui/commands/conditions.ts';

const needsAny = (): string => reasonText.noImage;

/** Commands of the list of images. */
export const imageCommands = {
  openImages: {
    title: buttonText.openImages,
    keys: ['o'],
    isEnabled: always,
    run: ({ handles }) => handles.pickFiles(),
  },
  openFolder: {
    title: buttonText.openFolder,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.pickFolder(),
  },
  importObjects: {
    title: buttonText.importObjects,
    keys: [],
    isEnabled: isReady,
    reason: needsImage(),
    run: ({ handles }) => handles.pickObjects(),
  },
  previousImage: {
    title: buttonText.previousImage,
    keys: [','],
    isEnabled: hasImage,
    reason: needsAny,
    run: ({ store }) => store.actions.stepImage(-1),
  },
  nextImage: {
    title: buttonText.nextImage,
    keys: ['.'],
    isEnabled: hasImage,
    reason: needsAny,
    run: ({ store }) => store.actions.stepImage(1),
  },
  previousPage: turnPage(-1, commandText.previousPage, '<'),
  nextPage: turnPage(1, commandText.nextPage, '>'),
  playStack: {
    title: commandText.playStack,
    keys: ['l'],
    isEnabled: (state) => target(state, 1) !== null || target(state, -1) !== null,
    reason: needsImage(() => reasonText.onePage),
    run: async ({ store }) => {
      const { untilEdited } = await import('#ui/images/untilEdited.ts');
      await untilEdited(store, store.actions.togglePlay);
    },
  },
  closeImage: {
    title: commandText.closeImage,
    keys: [],
    isEnabled: hasImage,
    reason: needsAny,
    run: ({ store }) => withCurrentImage(store, store.actions.closeImage),
  },
  closeAll: {
    title: commandText.closeAll,
    keys: [],
    isEnabled: (state: AppState) => state.images.length > 0,
    reason: needsAny,
    run: ({ store }) => store.actions.closeAll(),
  },
} as const satisfies Readonly<Record<string, Command>>;

/** The page that a step leads to; each press counts, also while a page is on its way. */
function target(state: AppState, step: 1 | -1): number | null {
  const { info = null, turningTo } = selectCurrentEntry(state) ?? {};
  const index = (turningTo ?? info?.pageIndex ?? 0) + step;
  return info && index >= 0 && index < info.pageCount ? index : null;
}

function turnPage(step: 1 | -1, title: string, key: string): Command {
  return {
    title,
    keys: [key],
    isEnabled: (state) => target(state, step) !== null,
    reason: needsImage((state) => {
      if ((selectCurrentEntry(state)?.info?.pageCount ?? 1) < 2) return reasonText.onePage;
      return step < 0 ? reasonText.firstPage : reasonText.lastPage;
    }),
    // Else a held key would ask for page after page, and none would be shown.
    isBusy: (state) => selectCurrentEntry(state)?.turningTo !== undefined,
    run: ({ store }) => {
      const index = target(store.getState(), step);
      return index === null
        ? undefined
        : withCurrentImage(store, (imageId) => store.actions.setPage(imageId, index));
    },
  };
}
