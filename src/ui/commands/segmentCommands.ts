import type { RegionKind } from '#domain/project/workSettings.ts';
import type { AppState } from '#store/appState.ts';
import {
  selectCanSegment,
  selectCanSegmentAll,
  selectCanSegmentPlanes,
  selectCurrentEntry,
} from '#store/selectors/currentImage.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { always, hasImage, needsImage, withCurrentImage } from '#ui/commands/conditions.ts';

const whyNotSegment = (state: AppState): string => {
  if (state.job !== null) return reasonText.jobRuns;
  if (state.chosenModelId === null) return reasonText.noModel;
  return needsImage(reasonText.noRectangle)(state);
};

/** Commands of segmentation runs. */
export const segmentCommands = {
  segment: {
    title: buttonText.segment,
    keys: ['s'],
    isEnabled: selectCanSegment,
    reason: whyNotSegment,
    run: ({ store }) => store.actions.segmentCurrent(),
  },
  segmentAll: {
    title: buttonText.segmentAll,
    keys: ['shift+s'],
    isEnabled: selectCanSegmentAll,
    reason: whyNotSegment,
    run: ({ store }) => store.actions.segmentAll(),
  },
  segmentPlanes: {
    title: buttonText.segmentPlanes,
    keys: [],
    isEnabled: selectCanSegmentPlanes,
    reason: (state: AppState) =>
      hasImage(state) && (selectCurrentEntry(state)?.info?.pageCount ?? 1) < 2
        ? reasonText.onePage
        : whyNotSegment(state),
    run: ({ store }) => store.actions.segmentPlanes(),
  },
  cancel: {
    title: buttonText.cancel,
    keys: ['escape'],
    isEnabled: (state: AppState) => state.job !== null,
    reason: () => reasonText.noJob,
    run: ({ store }) => store.actions.cancel(),
  },
  regionWhole: region('whole', commandText.regionWhole),
  regionView: region('view', commandText.regionView),
  regionRectangle: region('rectangle', commandText.regionRectangle),
  averageOrientations: {
    title: commandText.averageOrientations,
    keys: [],
    isEnabled: always,
    run: ({ store }) =>
      store.actions.setRunOptions({
        averageSymmetries: !store.getState().runOptions.averageSymmetries,
      }),
  },
  invertInput: {
    title: commandText.invertInput,
    keys: [],
    isEnabled: hasImage,
    reason: () => reasonText.noImage,
    run: ({ store }) => {
      const entry = selectCurrentEntry(store.getState());
      if (entry) store.actions.setChannelInput(entry.id, { invert: !entry.input.invert });
    },
  },
  copyInput: {
    title: commandText.copyInput,
    keys: [],
    isEnabled: (state: AppState) => state.images.length > 1,
    reason: (state: AppState) => (hasImage(state) ? reasonText.fewImages : reasonText.noImage),
    run: ({ store }) => withCurrentImage(store, store.actions.copyInputToAll),
  },
} as const satisfies Readonly<Record<string, Command>>;

function region(kind: RegionKind, title: string): Command {
  return {
    title,
    keys: [],
    isEnabled: always,
    run: ({ store }) => store.actions.chooseRegion(kind),
  };
}
