import type { PaintMode } from '#domain/project/workSettings.ts';
import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';
import { selectCurrentAnnotation, selectShownAnnotation } from '#store/selectors/annotations.ts';
import { selectCurrentEntry, selectCurrentResult } from '#store/selectors/currentImage.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import type { Command } from '#ui/commands/command.ts';

const isReady = (state: AppState): boolean => selectCurrentEntry(state)?.status === 'ready';

const hasSelection = (state: AppState): boolean =>
  (selectShownAnnotation(state)?.selection.size ?? 0) > 0;

const canUndoDelete = (state: AppState): boolean => {
  const result = selectCurrentResult(state);
  return result?.canUndoDelete === true && !result.isExtracting;
};

/** Commands of annotation; keys that also mean something for predictions act on what is shown. */
export const annotationCommands = {
  toolPan: tool('pan', 'Pan', 'd'),
  toolSelect: tool('select', 'Select', 'v'),
  toolBrush: tool('brush', 'Brush', 'b'),
  toolEraser: tool('eraser', 'Eraser', 'e'),
  toolFill: tool('fill', 'Fill', 'g'),
  toolPolygon: tool('polygon', 'Polygon', 'p'),
  toolSplit: tool('split', 'Split', 'x'),
  toolMerge: tool('merge', 'Merge', 'm'),
  paintNew: paint('new', 'Paint new objects', 'n'),
  paintExtend: paint('extend', 'Extend the selected object', 'j'),
  paintBackground: paint('background', 'Paint background', 'q'),
  paintIgnore: paint('ignore', 'Paint as not annotated', 'i'),
  smallerBrush: {
    title: 'Smaller brush',
    keys: ['['],
    isEnabled: isReady,
    run: ({ store }) => store.actions.stepBrush(-1),
  },
  largerBrush: {
    title: 'Larger brush',
    keys: [']'],
    isEnabled: isReady,
    run: ({ store }) => store.actions.stepBrush(1),
  },
  undo: {
    title: 'Undo',
    keys: ['mod+z'],
    isEnabled: (state) =>
      state.shownOverlay === 'annotation' ? hasStep(state, 'undoTitle') : canUndoDelete(state),
    run: ({ store }) =>
      onCurrentImage(store, (imageId) =>
        store.getState().shownOverlay === 'annotation'
          ? store.actions.undoAnnotation(imageId)
          : store.actions.undoDelete(imageId),
      ),
  },
  redo: {
    title: 'Redo',
    keys: ['mod+shift+z', 'mod+y'],
    isEnabled: (state) => state.shownOverlay === 'annotation' && hasStep(state, 'redoTitle'),
    run: ({ store }) => onCurrentImage(store, store.actions.redoAnnotation),
  },
  annotatePrediction: {
    title: 'Use prediction as annotation',
    keys: ['u'],
    isEnabled: (state) => selectCurrentResult(state) !== undefined,
    run: ({ store }) => onCurrentImage(store, store.actions.annotatePrediction),
  },
  switchOverlay: {
    title: 'Show prediction or annotation',
    keys: ['w'],
    isEnabled: isReady,
    run: ({ store }) =>
      store.actions.showOverlayOf(
        store.getState().shownOverlay === 'annotation' ? 'prediction' : 'annotation',
      ),
  },
  mergeSelection: {
    title: 'Merge selected objects',
    keys: ['shift+m'],
    isEnabled: (state) => (selectShownAnnotation(state)?.selection.size ?? 0) > 1,
    run: ({ store }) => onCurrentImage(store, store.actions.mergeSelection),
  },
  fillHoles: {
    title: 'Fill holes',
    keys: ['shift+g'],
    isEnabled: (state) => (selectShownAnnotation(state)?.state.objectCount ?? 0) > 0,
    run: ({ store }) => onCurrentImage(store, store.actions.fillHoles),
  },
  paintRest: {
    title: 'Rest is background',
    keys: ['shift+q'],
    // An image without objects is annotated by this alone.
    isEnabled: (state) => state.shownOverlay === 'annotation' && isReady(state),
    run: ({ store }) => onCurrentImage(store, store.actions.paintRestAsBackground),
  },
  clearAnnotation: {
    title: 'Delete all',
    keys: ['shift+delete'],
    isEnabled: (state) => (selectShownAnnotation(state)?.state.annotatedPixels ?? 0) > 0,
    run: ({ store }) => onCurrentImage(store, store.actions.clearAnnotation),
  },
} as const satisfies Readonly<Record<string, Command>>;

/** True when the selection of the annotation is what `Delete` acts on. */
export function canDeleteAnnotated(state: AppState): boolean {
  return hasSelection(state);
}

function tool(id: ViewerTool, title: string, key: string): Command {
  return {
    title,
    keys: [key],
    isEnabled: isReady,
    run: ({ store }) => store.actions.setTool(id),
  };
}

function paint(mode: PaintMode, title: string, key: string): Command {
  return {
    title,
    keys: [key],
    isEnabled: isReady,
    run: ({ store }) => store.actions.setPaint({ mode }),
  };
}

function hasStep(state: AppState, title: 'undoTitle' | 'redoTitle'): boolean {
  return (selectCurrentAnnotation(state)?.state[title] ?? null) !== null;
}

async function onCurrentImage(
  { getState }: AppStore,
  action: (imageId: string) => Promise<unknown>,
): Promise<void> {
  const { currentImageId } = getState();
  if (currentImageId !== null) await action(currentImageId);
}
