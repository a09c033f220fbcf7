import type { LeftOutPart } from '#domain/project/projectParts.ts';
import { AppError } from '#lib/errors.ts';
import { safeStem } from '#lib/safeFileName.ts';
import { freshTitle } from '#storage/modelNames.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { clearPage, leaveProject, storeAll } from '#store/actions/leaveProject.ts';
import { openProject } from '#store/actions/openProject.ts';
import { saveNow } from '#store/autosave/saving.ts';
import { madeAnew, storeFilesAgain } from '#store/autosave/storeAgain.ts';
import { unsavedChange } from '#store/autosave/unsavedChange.ts';
import { withProject } from '#store/slices/projectSlice.ts';
import { savingText } from '#text/saving.ts';

/** Stores the open project and begins with an empty page; the next image begins a project. */
export async function newProject(context: ActionContext): Promise<void> {
  await tellFailure(context, savingText.openFailed, async () => {
    await leaveProject(context);
  });
}

/** Reads the list of projects and the space that they take. */
export async function refreshProjects(context: ActionContext): Promise<void> {
  const { services, store } = context;
  await tellFailure(context, savingText.listFailed, async () => {
    const [list, space] = await Promise.all([
      services.projects.list({}),
      services.projects.space({}),
    ]);
    store.setState((state) => withProject(state, { list, space }));
  });
}

/** Gives a project another title; an empty one is refused. */
export async function renameProject(
  context: ActionContext,
  projectId: string,
  title: string,
): Promise<void> {
  const { services, store } = context;
  const wanted = title.trim();
  await tellFailure(context, savingText.renameFailed, async () => {
    const { project } = store.getState();
    if (project.id !== projectId) await services.projects.rename({ projectId, title: wanted });
    else if (wanted !== '') await renameOpen(context, wanted);
  });
  await refreshIfListed(context);
}

/** The open project's title is stored like everything else. */
async function renameOpen(context: ActionContext, title: string): Promise<void> {
  context.store.setState((state) => withProject(state, { title }));
  await saveNow(context);
}

/** Makes a copy of a project, history included. */
export async function duplicateProject(context: ActionContext, projectId: string): Promise<void> {
  const { services, store } = context;
  await tellFailure(context, savingText.duplicateFailed, async () => {
    if (store.getState().project.id === projectId) await storeAll(context);
    const list = await services.projects.list({});
    const former = list.find(({ id }) => id === projectId)?.title ?? '';
    const title = freshTitle(
      savingText.copyOf(former),
      list.map((project) => project.title),
    );
    const copy = await services.projects.duplicate({ projectId, title });
    notify(context, savingText.duplicated(copy.title));
  });
  await refreshIfListed(context);
}

/** Takes a project off the list, and off the page; its notice brings it back while it is shown. */
export async function removeProject(context: ActionContext, projectId: string): Promise<void> {
  const { services, store } = context;
  await tellFailure(context, savingText.removeFailed, async () => {
    const wasOpen = store.getState().project.id === projectId;
    if (wasOpen) await storeAll(context);
    const list = await services.projects.list({});
    const title = list.find(({ id }) => id === projectId)?.title ?? store.getState().project.title;
    await services.projects.remove({ projectId });
    if (wasOpen) clearPage(context);
    notify(context, savingText.removed(title), {
      label: savingText.undo,
      run: () => bringBack(context, projectId, wasOpen),
      // What cannot be freed now is freed at the next start.
      expire: async () => {
        await services.projects.forget({ projectId }).catch(() => null);
        await refreshIfListed(context);
      },
    });
  });
  await refreshIfListed(context);
}

async function bringBack(
  context: ActionContext,
  projectId: string,
  wasOpen: boolean,
): Promise<void> {
  await tellFailure(context, savingText.restoreFailed, async () => {
    await context.services.projects.restore({ projectId });
    await refreshIfListed(context);
    const { images } = context.store.getState();
    if (wasOpen && images.length === 0) await openProject(context, projectId);
  });
}

/** Offers a project as one ZIP file; `null` = the open one, with the latest changes. */
export async function exportProject(
  context: ActionContext,
  projectId: string | null,
): Promise<void> {
  const { services, store } = context;
  await tellFailure(context, savingText.exportFailed, async () => {
    const { project } = store.getState();
    if (projectId === null || projectId === project.id) {
      tellLeftOut(context, (await exportOpenProject(context)) ?? []);
      return;
    }
    const { file, leftOut } = await services.projects.exportZip({ projectId });
    const title = project.list?.find(({ id }) => id === projectId)?.title ?? '';
    services.saveFile(projectFileName(title), file, 'application/zip');
    tellLeftOut(context, leftOut);
  });
}

/**
 * Offers the open project as one ZIP file, with what storage could not take.
 *
 * @returns what is damaged and therefore not in it; `null` when no project is open
 * @throws AppError what went wrong; nothing is shown
 */
export async function exportOpenProject(
  context: ActionContext,
): Promise<readonly LeftOutPart[] | null> {
  const { services, store } = context;
  await storeAll(context);
  const { id, title } = store.getState().project;
  if (id === null) return null;
  const { file, leftOut } = await zipOfOpen(context, id);
  services.saveFile(projectFileName(title), file, 'application/zip');
  return leftOut;
}

type ProjectZip = Awaited<ReturnType<ActionContext['services']['projects']['exportZip']>>;

/** What storage has lost and this page still holds is stored again before it goes out. */
async function zipOfOpen(context: ActionContext, projectId: string): Promise<ProjectZip> {
  const { autosave } = context.running;
  const zip = await exportedZip(context, projectId).catch(async (error: unknown) => {
    if (!(await madeAnew(context, autosave, error))) throw error;
    return null;
  });
  const isDamaged = zip?.leftOut.some(({ kind }) => kind !== 'model');
  if (zip && !isDamaged) return zip;
  if (zip) await storeFilesAgain(context);
  await storeAll(context);
  return exportedZip(context, projectId);
}

async function exportedZip(context: ActionContext, projectId: string): Promise<ProjectZip> {
  const unsaved = await unsavedChange(context);
  return context.services.projects.exportZip({ projectId, ...(unsaved && { unsaved }) });
}

function tellLeftOut(context: ActionContext, leftOut: readonly LeftOutPart[]): void {
  if (leftOut.length === 0) return;
  const error = new AppError('corrupt-file', savingText.leftOut(leftOut));
  reportFailure(context, savingText.exportIncomplete, error);
}

function projectFileName(title: string): string {
  return `${safeStem(`${title}.zip`, 'project')}.zip`;
}

/** Keeps the project in a ZIP file and opens it. */
export async function importProject(
  context: ActionContext,
  file: Blob,
  name: string,
): Promise<void> {
  await tellFailure(context, savingText.importFailed(name), async () => {
    const { id, title } = await context.services.projects.importZip({ file });
    notify(context, savingText.imported(title));
    await refreshIfListed(context);
    await openProject(context, id);
  });
}

/** Tries at once to store what could not be stored. */
export function retrySave(context: ActionContext): Promise<void> {
  return saveNow(context);
}

/** The list is read again where somebody has asked for it. */
async function refreshIfListed(context: ActionContext): Promise<void> {
  if (context.store.getState().project.list) await refreshProjects(context);
}

async function tellFailure(
  context: ActionContext,
  title: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    reportFailure(context, title, error);
  }
}
