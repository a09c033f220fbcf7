import type { AppState } from '#store/appState.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { always, hasImage, withCurrentImage } from '#ui/commands/conditions.ts';

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
