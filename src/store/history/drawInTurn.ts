import type { ActionContext } from '#store/actions/actionContext.ts';
import { showEditing } from '#store/autosave/saveState.ts';
import type { EditReport } from '#workers/annotationApi.ts';

/**
 * Edits by hand after every undo and redo asked before: what those are about is known once the edits
 * before them are answered, and by then a later edit would have taken their place in the queue.
 */
export function drawInTurn(
  context: ActionContext,
  imageId: string,
  draw: () => Promise<EditReport | null>,
): Promise<EditReport | null> {
  const { history } = context.running;
  if (history.pendingCount === 0) return draw();
  const drawn = drawAfterSteps(context, imageId, draw);
  history.drawn = Promise.all([history.drawn, drawn]);
  return drawn;
}

async function drawAfterSteps(
  context: ActionContext,
  imageId: string,
  draw: () => Promise<EditReport | null>,
): Promise<EditReport | null> {
  const { annotating, autosave, history } = context.running;
  const queue = annotating.get(imageId);
  const noted = showEditing(context, autosave);
  try {
    await history.tail;
    // Once another page is shown, it was not drawn on that one.
    return annotating.get(imageId) === queue ? await draw() : null;
  } finally {
    noted();
  }
}
