import { hasCode } from '#lib/errors.ts';
import { freshTitle } from '#storage/modelNames.ts';
import type { StoredProject } from '#storage/project/projectSummary.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import type { AppState } from '#store/appState.ts';
import type { Autosave } from '#store/autosave/autosave.ts';
import { factsFrom } from '#store/autosave/projectFacts.ts';
import { isCurrent, showLost } from '#store/autosave/saveState.ts';
import { withProject } from '#store/slices/projectSlice.ts';

/**
 * Begins a project with the first image. False while there is no image to begin with.
 *
 * @param isUrgent begins at once, also while the image that would give the name is still being read
 */
export function beginProject({ services, store }: ActionContext, isUrgent: boolean): boolean {
  const state = store.getState();
  if (state.project.id !== null) return true;
  const title = titleFromImages(state, isUrgent);
  if (title === null) return false;
  store.setState(withProject(state, { id: services.freshId('project'), title }));
  return true;
}

/**
 * Folder of the first image of the list, or its name; `null` without an image that was read. Files
 * that are opened together are named after their first one, even when another is read faster.
 */
function titleFromImages(
  { images, annotations, results }: AppState,
  isUrgent: boolean,
): string | null {
  const first = images.find(({ info }) => info !== null);
  if (!first) return null;
  const isWorkedOn = Object.keys(annotations).length + Object.keys(results).length > 0;
  // It may turn out to be no image. What was done with the others is stored without waiting for it.
  if (images[0] !== first && !isWorkedOn && !isUrgent) return null;
  const folder = first.folder.slice(first.folder.lastIndexOf('/') + 1);
  const stem = first.file === null ? first.name : first.name.replace(/(\.ome)?\.[^.]+$/i, '');
  return folder.trim() || stem.trim() || first.name;
}

/** Stores the project that was begun, under a title that no other has. @throws `storage-full` */
export async function createProject(context: ActionContext, autosave: Autosave): Promise<void> {
  const { services, store } = context;
  await showSpace(context);
  const taken = await services.projects.list({});
  if (!isCurrent(context, autosave)) return;
  const wanted = store.getState().project.title;
  const title = freshTitle(
    wanted,
    taken.map((project) => project.title),
  );
  if (title !== wanted) store.setState((state) => withProject(state, { title }));
  // Its images are stored in the next step.
  const facts = { ...factsFrom(store.getState(), null, new Date().toISOString()), imageIds: [] };
  await services.projects.create({ facts });
  autosave.facts = facts;
}

/** Asks how much space there is, and whether it lasts. */
export async function showSpace({ services, store }: ActionContext): Promise<void> {
  const space = await services.projects.space({});
  store.setState((state) => withProject(state, { space }));
}

/** What a tab does that is asked for its project, or hears that the worker died. */
export interface HolderEvents {
  /** Stores what there is; never rejects. */
  readonly onAsked: () => Promise<void>;
  /** The worker that held it is gone. */
  readonly onGone: () => void;
}

/** Gives the project to the tab that wants it, once one does. */
export async function watchHolder(
  context: ActionContext,
  autosave: Autosave,
  { onAsked, onGone }: HolderEvents,
): Promise<void> {
  const projectId = autosave.facts?.id;
  if (projectId === undefined) return;
  try {
    const event = await context.services.projects.waitUntilWanted({ projectId });
    if (!isCurrent(context, autosave) || event === 'closed') return;
    if (event === 'asked') {
      await onAsked();
      await context.services.projects.close({ projectId });
    }
    showLost(context, autosave);
  } catch (error) {
    if (!isCurrent(context, autosave)) return;
    if (hasCode(error, 'worker-died') || hasCode(error, 'not-held')) onGone();
  }
}

/** A dead worker's lock may take a moment to become free. */
const TRIES = 4;
const TRY_AGAIN_MS = 300;

/**
 * Holds the project again after its worker was lost. When another tab has taken it meanwhile, or has
 * changed it, it is lost here: what is in this page does not fit to it any more.
 *
 * @returns false when it is lost, or another project is open by now
 * @throws every other code of `ProjectApi.open`
 */
export async function reopenAsLeft(context: ActionContext, autosave: Autosave): Promise<boolean> {
  const projectId = autosave.facts?.id;
  if (projectId === undefined) return true;
  const stored = await openPatiently(context, projectId);
  if (!isCurrent(context, autosave) || autosave.isLost) return false;
  const isOwn = (changedAt: string) =>
    changedAt === autosave.facts?.changedAt || autosave.sentAt.has(changedAt);
  if (stored && isOwn(stored.facts.changedAt)) {
    // The change that was on its way is stored or not: what storage tells is what is known.
    autosave.facts = stored.facts;
    autosave.sentAt.clear();
    for (const row of stored.images) autosave.rows.set(row.id, row);
    return true;
  }
  showLost(context, autosave);
  if (stored) await context.services.projects.close({ projectId }).catch(() => null);
  return false;
}

/** The project; `null` when another tab holds it. */
async function openPatiently(
  { services }: ActionContext,
  projectId: string,
): Promise<StoredProject | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    try {
      return await services.projects.open({ projectId, takeOver: false });
    } catch (error) {
      if (!hasCode(error, 'held-elsewhere')) throw error;
    }
  }
  return null;
}
