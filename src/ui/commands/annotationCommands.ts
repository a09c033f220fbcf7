import type { PaintMode } from '#domain/project/workSettings.ts';
import { selectClassCount, selectShownAnnotation } from '#store/selectors/annotations.ts';
import { selectCanStep } from '#store/selectors/historySteps.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import {
  always,
  hasResult,
  isReady,
  needsImage,
  withCurrentImage,
} from '#ui/commands/conditions.ts';

/** Commands of annotation; keys that also mean something for predictions act on what is shown. */
export const annotationCommands = {
  toolPan: tool('pan', buttonText.pan, 'd'),
  toolSelect: tool('select', buttonText.select, 'v'),
  toolBrush: tool('brush', buttonText.brush, 'b'),
  toolEraser: tool('eraser', buttonText.eraser, 'e'),
  toolFill: tool('fill', buttonText.fill, 'g'),
  toolPolygon: tool('polygon', buttonText.polygon, 'p'),
  toolSplit: tool('split', buttonText.split, 'x'),
  toolMerge: tool('merge', buttonText.merge, 'm'),
  paintNew: paint('new', buttonText.paintNew, 'n'),
  paintExtend: paint('extend', buttonText.paintExtend, 'j'),
  paintBackground: paint('background', buttonText.paintBackground, 'q'),
  paintIgnore: paint('ignore', buttonText.paintIgnore, 'i'),
  smallerBrush: {
    title: buttonText.smallerBrush,
    keys: ['['],
    isEnabled: isReady,
    reason: needsImage(),
    run: ({ store }) => store.actions.stepBrush(-1),
  },
  largerBrush: {
    title: buttonText.largerBrush,
    keys: [']'],
    isEnabled: isReady,
    reason: needsImage(),
    run: ({ store }) => store.actions.stepBrush(1),
  },
  eraseTarget: {
    title: commandText.eraseTarget,
    keys: [],
    isEnabled: always,
    run: ({ store }) => {
      const { eraseTo } = store.getState().paint;
      store.actions.setPaint({ eraseTo: eraseTo === 'background' ? 'ignore' : 'background' });
    },
  },
  overOthers: {
    title: commandText.overOthers,
    keys: [],
    isEnabled: always,
    run: ({ store }) =>
      store.actions.setPaint({ overwritesObjects: !store.getState().paint.overwritesObjects }),
  },
  addClass: {
    title: commandText.addClass,
    keys: [],
    isEnabled: always,
    run: ({ store }) =>
      store.actions.setPaint({ classCount: selectClassCount(store.getState()) + 1 }),
  },
  undo: {
    title: buttonText.undo,
    keys: ['mod+z'],
    isEnabled: (state) => selectCanStep(state, 'undo'),
    reason: () => reasonText.nothingToUndo,
    run: ({ store }) => store.actions.undo(),
  },
  redo: {
    title: buttonText.redo,
    keys: ['mod+shift+z', 'mod+y'],
    isEnabled: (state) => selectCanStep(state, 'redo'),
    reason: () => reasonText.nothingToRedo,
    run: ({ store }) => store.actions.redo(),
  },
  annotatePrediction: {
    title: buttonText.annotatePrediction,
    keys: ['u'],
    isEnabled: hasResult,
    reason: needsImage(reasonText.noResult),
    run: ({ store }) => withCurrentImage(store, store.actions.annotatePrediction),
  },
  switchOverlay: {
    title: buttonText.switchOverlay,
    keys: ['w'],
    isEnabled: isReady,
    reason: needsImage(),
    run: ({ store }) =>
      store.actions.showOverlayOf(
        store.getState().shownOverlay === 'annotation' ? 'prediction' : 'annotation',
      ),
  },
  mergeSelection: {
    title: buttonText.mergeSelection,
    keys: ['shift+m'],
    isEnabled: (state) => (selectShownAnnotation(state)?.selection.size ?? 0) > 1,
    reason: needsImage(reasonText.fewSelected),
    run: ({ store }) => withCurrentImage(store, store.actions.mergeSelection),
  },
  fillHoles: {
    title: buttonText.fillHoles,
    keys: ['shift+g'],
    isEnabled: (state) => (selectShownAnnotation(state)?.state.objectCount ?? 0) > 0,
    reason: needsImage(reasonText.noObjects),
    run: ({ store }) => withCurrentImage(store, store.actions.fillHoles),
  },
  paintRest: {
    title: buttonText.paintRest,
    keys: ['shift+q'],
    // An image without objects is annotated by this alone.
    isEnabled: (state) => state.shownOverlay === 'annotation' && isReady(state),
    reason: needsImage(reasonText.annotationHidden),
    run: ({ store }) => withCurrentImage(store, store.actions.paintRestAsBackground),
  },
  clearAnnotation: {
    title: buttonText.clearAnnotation,
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
