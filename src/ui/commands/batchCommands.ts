import type { AppState } from '#store/appState.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { always } from '#ui/commands/conditions.ts';

/** Commands of the segmentation of folders. */
export const batchCommands = {
  segmentFolder: {
    title: buttonText.segmentFolder,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.showBatch(),
  },
  pauseBatch: duringBatch(commandText.pauseBatch, ['running'], ({ store }) =>
    store.actions.pauseBatch(),
  ),
  goOnBatch: duringBatch(commandText.goOnBatch, ['pausing', 'paused'], ({ store }) =>
    store.actions.goOnBatch(),
  ),
  cancelBatch: duringBatch(commandText.cancelBatch, ['running', 'pausing', 'paused'], ({ store }) =>
    store.actions.cancelBatch(),
  ),
} as const satisfies Readonly<Record<string, Command>>;

function duringBatch(title: string, phases: readonly string[], run: Command['run']): Command {
  return {
    title,
    keys: [],
    isEnabled: ({ batch }: AppState) => batch !== null && phases.includes(batch.phase),
    reason: () => reasonText.noBatch,
    run,
  };
}
