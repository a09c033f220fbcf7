import type { ActionContext } from '#store/actions/actionContext.ts';
import { holdStep } from '#store/history/recordSteps.ts';
import { stepHistory } from '#store/history/undoRedo.ts';

/** One history for everything that the user changes; see the functions of the same names. */
export function historyActions(context: ActionContext) {
  return {
    undo: () => stepHistory(context, 'undo'),
    redo: () => stepHistory(context, 'redo'),
    holdStep: (isHeld: boolean) => holdStep(context, isHeld),
  };
}
