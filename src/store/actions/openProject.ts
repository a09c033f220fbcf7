import { hasCode } from '#lib/errors.ts';
import type { StoredProject } from '#storage/project/projectSummary.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { leaveProject } from '#store/actions/leaveProject.ts';
import { restoreProject } from '#store/actions/restoreProject.ts';
import { showSpace } from '#store/autosave/holdProject.ts';
import { type ProjectSummary, withProject } from '#store/slices/projectSlice.ts';
import { savingText } from '#text/saving.ts';

/**
 * Opens a kept project in place of the open one, which is stored first; asks when another tab holds
 * it. Failures are shown. Resolves when its list of images stands; they are read one after the other.
 */
export async function openProject(context: ActionContext, projectId: string): Promise<void> {
  await whileOpening(context, async () => {
    const { project } = context.store.getState();
    if (project.id === projectId && project.save.kind !== 'lost') return;
    const stored = await hold(context, projectId);
    if (!stored) return;
    if (await leaveProject(context)) restoreProject(context, stored);
    else await context.services.projects.close({ projectId });
  });
}

/** Goes on with the project that another tab has taken over, as that tab has left it. */
export async function takeBack(context: ActionContext): Promise<void> {
  await whileOpening(context, async () => {
    const { id, save } = context.store.getState().project;
    if (id === null || save.kind !== 'lost') return;
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
  const { services } = context;
  try {
    const [projects] = await Promise.all([services.projects.list({}), showSpace(context)]);
    const free = projects.filter(({ isHeldElsewhere }) => !isHeldElsewhere);
    await settled;
    await inTurn(context, () => openFirst(context, free, how));
  } catch (error) {
    reportFailure(context, savingText.lastFailed, error);
  }
}

/** Opens the first project that no other tab holds by now, unless there is something open already. */
async function openFirst(
  context: ActionContext,
  projects: readonly ProjectSummary[],
  how: { readonly keepModel: boolean },
): Promise<void> {
  const { services, store } = context;
  for (const { id } of projects) {
    if (store.getState().project.id !== null || store.getState().images.length > 0) return;
    const stored = await holdIfFree(context, id);
    if (!stored) continue;
    if (store.getState().images.length === 0) restoreProject(context, stored, how);
    else await services.projects.close({ projectId: id });
    return;
  }
}

/** Two that are opened at once would let go of each other. */
function inTurn(context: ActionContext, work: () => Promise<void>): Promise<void> {
  const { running } = context;
  const turn = running.opening.then(work);
  running.opening = turn.catch(() => undefined);
  return turn;
}

/** Shows that a project is being opened until `work` is done; shows its failure. */
function whileOpening(context: ActionContext, work: () => Promise<void>): Promise<void> {
  return inTurn(context, () => showOpening(context, work));
}

async function showOpening(context: ActionContext, work: () => Promise<void>): Promise<void> {
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
