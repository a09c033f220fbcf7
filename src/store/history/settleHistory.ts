import type { ActionContext } from '#store/actions/actionContext.ts';

/**
 * Resolves when no undo or redo is pending, nor an edit that waits for one: what takes their page or
 * image away comes after them. Never from within a step, which would wait for itself.
 */
export async function settleHistory({ running }: ActionContext): Promise<void> {
  const { history } = running;
  while (history.pendingCount > 0) await Promise.all([history.tail, history.drawn]);
}
