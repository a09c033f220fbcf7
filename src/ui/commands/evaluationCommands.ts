import type { AppState } from '#store/appState.ts';
import { selectCanEvaluate } from '#store/selectors/evaluation.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { hasResult, needsImage } from '#ui/commands/conditions.ts';

/** Commands that compare objects with annotations. */
export const evaluationCommands = {
  evaluate: {
    title: commandText.evaluate,
    keys: [],
    isEnabled: (state: AppState) => selectCanEvaluate(state, state.currentImageId),
    reason: needsImage((state) => (hasResult(state) ? reasonText.noTruth : reasonText.noResult)),
    run: ({ store }) => store.actions.openEvaluation(),
  },
  exportEvaluation: {
    title: commandText.exportEvaluation,
    keys: [],
    isEnabled: (state: AppState) =>
      state.evaluation.isOpen && selectCanEvaluate(state, state.currentImageId),
    reason: () => reasonText.noEvaluation,
    run: ({ store }) => store.actions.exportEvaluation(),
  },
} as const satisfies Readonly<Record<string, Command>>;
