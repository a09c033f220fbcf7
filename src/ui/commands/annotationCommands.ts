import type { PaintMode } from '#domain/project/workSettings.ts';
import { selectShownAnnotation } from '#store/selectors/annotations.ts';
import { selectCanStep } from '#store/selectors/historySteps.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { hasResult, isReady, needsImage, withCurrentImage } from '#ui/commands/conditions.ts';

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
    reason: needsImage(),
    run: ({ store }) => store.actions.stepBrush(-1),
  },
  largerBrush: {
    title: 'Larger brush',
    keys: [']'],
    isEnabled: isReady,
    reason: needsImage(),
    run: ({ store }) => store.actions.stepBrush(1),
  },
  undo: {
    title: 'Undo',
    keys: ['mod+z'],
    isEnabled: (state) => selectCanStep(state, 'undo'),
    reason: () => reasonText.nothingToUndo,
    run: ({ store }) => store.actions.undo(),
  },
  redo: {
    title: 'Redo',
    keys: ['mod+shift+z', 'mod+y'],
    isEnabled: (state) => selectCanStep(state, 'redo'),
    reason: () => reasonText.nothingToRedo,
    run: ({ store }) => store.actions.redo(),
  },
  annotatePrediction: {
    title: 'Use prediction as annotation',
    keys: ['u'],
    isEnabled: hasResult,
    reason: needsImage(reasonText.noResult),
    run: ({ store }) => withCurrentImage(store, store.actions.annotatePrediction),
  },
  switchOverlay: {
    title: 'Show prediction or annotation',
    keys: ['w'],
    isEnabled: isReady,
    reason: needsImage(),
    run: ({ store }) =>
      store.actions.showOverlayOf(
        store.getState().shownOverlay === 'annotation' ? 'prediction' : 'annotation',
      ),
  },
  mergeSelection: {
    title: 'Merge selected objects',
    keys: ['shift+m'],
    isEnabled: (state) => (selectShownAnnotation(state)?.selection.size ?? 0) > 1,
    reason: needsImage(reasonText.fewSelected),
    run: ({ store }) => withCurrentImage(store, store.actions.mergeSelection),
  },
  fillHoles: {
    title: 'Fill holes',
    keys: ['shift+g'],
    isEnabled: (state) => (selectShownAnnotation(state)?.state.objectCount ?? 0) > 0,
    reason: needsImage(reasonText.noObjects),
    run: ({ store }) => withCurrentImage(store, store.actions.fillHoles),
  },
  paintRest: {
    title: 'Rest is background',
    keys: ['shift+q'],
    // An image without objects is annotated by this alone.
    isEnabled: (state) => state.shownOverlay === 'annotation' && isReady(state),
    reason: needsImage(reasonText.annotationHidden),
    run: ({ store }) => withCurrentImage(store, store.actions.paintRestAsBackground),
  },
  clearAnnotation: {
    title: 'Delete all',
    keys: ['shift+delete'],
    isEnabled: (state) => (selectShownAnnotation(state)?.state.annotatedPixels ?? 0) > 0,
    reason: needsImage(reasonText.noAnnotation),
    run: ({ store }) => withCurrentImage(store, store.actions.clearAnnotation),
  },
} as const satisfies Readonly<Record<string, Command>>;

function tool(id: ViewerTool, title: string, key: string): Command {
  return {
    title,
    keys: [key],
    isEnabled: isReady,
    reason: needsImage(),
    run: ({ store }) => store.actions.setTool(id),
  };
}

function paint(mode: PaintMode, title: string, key: string): Command {
  return {
    title,
    keys: [key],
    isEnabled: isReady,
    reason: needsImage(),
    run: ({ store }) => store.actions.setPaint({ mode }),
  };
}
