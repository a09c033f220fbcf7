import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { hasAnnotation, hasResult, needsImage, withCurrentImage } from '#ui/commands/conditions.ts';

/** What the current image can be saved as; the items of the export menu. */
export const exportCommands = {
  exportLabels: ofResult('labels-tiff', commandText.exportLabels),
  exportMask: ofResult('mask-png', commandText.exportMask),
  exportCsv: ofResult('objects-csv', commandText.exportCsv),
  exportAnnotation: {
    title: commandText.exportAnnotation,
    keys: [],
    isEnabled: hasAnnotation,
    reason: needsImage(reasonText.noAnnotation),
    run: ({ store }) => withCurrentImage(store, store.actions.exportAnnotation),
  },
} as const satisfies Readonly<Record<string, Command>>;

function ofResult(kind: 'labels-tiff' | 'mask-png' | 'objects-csv', title: string): Command {
  return {
    title,
    keys: [],
    isEnabled: hasResult,
    reason: needsImage(reasonText.noResult),
    run: ({ store }) =>
      withCurrentImage(store, (imageId) => store.actions.exportResult(imageId, kind)),
  };
}
