import type { OverlayOptions } from '#domain/project/workSettings.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { always, hasImage, needsImage, withCurrentImage } from '#ui/commands/conditions.ts';
import type { ViewerControls } from '#ui/pageHandles.ts';

/** As one press of the zoom buttons. */
const ZOOM_STEP = 1.25;

/** Commands of what is seen of an image; the image itself knows some of the keys as well. */
export const viewCommands = {
  toggleOverlay: {
    title: buttonText.toggleOverlay,
    keys: ['h'],
    isEnabled: hasImage,
    reason: needsImage(),
    run: ({ store }) =>
      store.actions.setOverlay({ isVisible: !store.getState().overlay.isVisible }),
  },
  outlines: overlayStyle('outline', commandText.outlines),
  filled: overlayStyle('filled', commandText.filled),
  fitImage: onViewer(buttonText.fitImage, 'f', (viewer) => viewer.fit()),
  actualSize: onViewer(commandText.actualSize, '', (viewer) => viewer.zoomTo(1)),
  zoomIn: onViewer(commandText.zoomIn, '', (viewer) => viewer.zoomBy(ZOOM_STEP)),
  zoomOut: onViewer(commandText.zoomOut, '', (viewer) => viewer.zoomBy(1 / ZOOM_STEP)),
  autoContrast: {
    title: buttonText.autoContrast,
    keys: ['a'],
    isEnabled: hasImage,
    reason: needsImage(),
    run: ({ store }) => withCurrentImage(store, store.actions.autoContrast),
  },
  focusViewer: onViewer(commandText.focusViewer, '', (viewer) => viewer.focus()),
  goToImages: {
    title: commandText.goToImages,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.showPart('images'),
  },
  goToSegment: {
    title: commandText.goToSegment,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.showPart('segment'),
  },
  goToTrain: {
    title: commandText.goToTrain,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.showPart('train'),
  },
} as const satisfies Readonly<Record<string, Command>>;

function overlayStyle(style: OverlayOptions['style'], title: string): Command {
  return {
    title,
    keys: [],
    isEnabled: always,
    run: ({ store }) => store.actions.setOverlay({ style }),
  };
}

function onViewer(title: string, key: string, act: (viewer: ViewerControls) => void): Command {
  return {
    title,
    keys: key === '' ? [] : [key],
    isEnabled: hasImage,
    reason: needsImage(),
    run: ({ handles }) => {
      if (handles.viewer) act(handles.viewer);
    },
  };
}
