import type { AppState } from '#store/appState.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { always, hasImage, withCurrentImage } from '#ui/commands/conditions.ts';

const needsAny = (): string => reasonText.noImage;

/** Commands of the list of images. */
export const imageCommands = {
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
  previousImage: {
    title: 'Previous image',
    keys: [','],
    isEnabled: hasImage,
    reason: needsAny,
    run: ({ store }) => store.actions.stepImage(-1),
  },
  nextImage: {
    title: 'Next image',
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
