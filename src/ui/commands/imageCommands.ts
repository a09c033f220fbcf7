import type { AppState } from '#store/appState.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { always, hasImage, needsImage, withCurrentImage } from '#ui/commands/conditions.ts';

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
  previousPage: turnPage(-1, commandText.previousPage),
  nextPage: turnPage(1, commandText.nextPage),
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

function turnPage(step: 1 | -1, title: string): Command {
  const target = (state: AppState): number | null => {
    const info = selectCurrentEntry(state)?.info;
    const index = (info?.pageIndex ?? 0) + step;
    return info && index >= 0 && index < info.pageCount ? index : null;
  };
  return {
    title,
    keys: [],
    isEnabled: (state) => target(state) !== null,
    reason: needsImage((state) => {
      if ((selectCurrentEntry(state)?.info?.pageCount ?? 1) < 2) return reasonText.onePage;
      return step < 0 ? reasonText.firstPage : reasonText.lastPage;
    }),
    run: ({ store }) => {
      const index = target(store.getState());
      return index === null
        ? undefined
        : withCurrentImage(store, (imageId) => store.actions.setPage(imageId, index));
    },
  };
}
