import type { ActionContext } from '#store/actions/actionContext.ts';
import { showSpace } from '#store/autosave/holdProject.ts';

/**
 * Asks the browser, once, to keep this page's storage: after the first own work, when there is
 * something to keep and the user can see why. Never rejects.
 */
export async function askToLastOnce(context: ActionContext): Promise<void> {
  const { running, services } = context;
  if (running.hasAskedToLast) return;
  running.hasAskedToLast = true;
  if (await services.askToLast()) await showSpace(context).catch(() => null);
}
