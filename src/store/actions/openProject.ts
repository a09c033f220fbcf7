import { hasCode } from '#lib/errors.ts';
import type { StoredProject } from '#storage/project/projectSummary.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { leaveProject } from '#store/actions/leaveProject.ts';
import { restoreProject } from '#store/actions/restoreProject.ts';
import { showSpace } from '#store/autosave/holdProject.ts';
import { withProject } from '#store/slices/projectSlice.ts';
import { savingText } from '#text/saving.ts';

/**
 * Opens a kept project in place of the open one, which is stored first; asks when another tab holds
 * it. Failures are shown. Resolves when its list of images stands; they are read one after the other.
 */
export async function openProject(context: ActionContext, projectId: string): Promise<void> {
  const { project } = context.store.getState();
  if (project.isOpening || (project.id === projectId && project.save.kind !== 'lost')) return;
  await whileOpening(context, async () => {
    const stored = await hold(context, projectId);
    if (!stored) return;
    if (await leaveProject(context)) restoreProject(context, stored);
    else await context.services.projects.close({ projectId });
  });
}

/** Goes on with the project that another tab has taken over, as that tab has left it. */
export async function takeBack(context: ActionContext): Promise<void> {
  const { id } = context.store.getState().project;
  if (id === null) return;
  await whileOpening(context, async () => {
    const request = { projectId: id, takeOver: true };
    restoreProject(context, await context.services.projects.open(request));
  });
}

/**
 * Opens the project that was changed last and that no other tab holds; the page stays as it is when
 * there is none, or the user was quicker.
 *
 * @param settled resolves when the models are known
 */
export async function openLastProject(
  context: ActionContext,
  settled: Promise<unknown>,
  how: { readonly keepModel: boolean },
): Promise<void> {
  const { services, store } = context;
  try {
    const [projects] = await Promise.all([services.projects.list({}), showSpace(context)]);
    const free = projects.filter(({ isHeldElsewhere }) => !isHeldElsewhere);
    await settled;
    for (const { id } of free) {
      if (store.getState().project.id !== null || store.getState().images.length > 0) return;
      const stored = await holdIfFree(context, id);
      if (!stored) continue;
      if (store.getState().images.length === 0) restoreProject(context, stored, how);
      else await services.projects.close({ projectId: id });
      return;
    }
  } catch (error) {
    reportFailure(context, savingText.lastFailed, error);
  }
}

/** Shows that a project is being opened until `work` is done; shows its failure. */
async function whileOpening(context: ActionContext, work: () => Promise<void>): Promise<void> {
  const { store } = context;
  store.setState((state) => withProject(state, { isOpening: true }));
  try {
    await work();
  } catch (error) {
    reportFailure(context, savingText.openFailed, error);
  } finally {
    store.setState((state) => withProject(state, { isOpening: false }));
  }
}

/** The project, held by this tab; `null` when the user leaves it to the other tab. */
async function hold(context: ActionContext, projectId: string): Promise<StoredProject | null> {
  const stored = await holdIfFree(context, projectId);
  if (stored) return stored;
  const { list } = context.store.getState().project;
  const title = list?.find(({ id }) => id === projectId)?.title;
  const isWanted = await context.ask({
    title: savingText.heldTitle,
    message: title === undefined ? savingText.heldUntitled : savingText.heldMessage(title),
    confirmLabel: savingText.heldConfirm,
    declineLabel: savingText.heldDecline,
    isDestructive: false,
  });
  return isWanted ? context.services.projects.open({ projectId, takeOver: true }) : null;
}

/** The project, held by this tab; `null` when another tab holds it. */
async function holdIfFree(
  { services }: ActionContext,
  projectId: string,
): Promise<StoredProject | null> {
  try {
    return await services.projects.open({ projectId, takeOver: false });
  } catch (error) {
    if (hasCode(error, 'held-elsewhere')) return null;
    throw error;
  }
}
