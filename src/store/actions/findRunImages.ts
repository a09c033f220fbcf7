import type { StoredCheckpoint } from '#storage/checkpointStore.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { openProject } from '#store/actions/openProject.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

type RunFacts = StoredCheckpoint['run'];

/**
 * Ids of the images that a run was trained on, in its order, where its project still has all of them
 * on the same pages; its project is opened for that. `null` = copies have to be opened.
 */
export async function findRunImages(
  context: ActionContext,
  run: RunFacts,
): Promise<readonly string[] | null> {
  const { running, services, store } = context;
  const { projectId } = run.page;
  if (typeof projectId !== 'string') return null;
  if (store.getState().project.id !== projectId) {
    // Without storage the copies will do.
    const projects = await services.projects.list({}).catch(() => []);
    if (!projects.some(({ id }) => id === projectId)) return null;
    await openProject(context, projectId);
  }
  await running.restoring;
  const isThere = ({ imageId, image }: RunFacts['images'][number]): boolean => {
    const entry = findEntry(store.getState(), imageId);
    const { info } = entry ?? {};
    return (
      entry?.status === 'ready' &&
      info?.pageIndex === image.pageIndex &&
      info.width === image.width &&
      info.height === image.height
    );
  };
  return run.images.every(isThere) ? run.images.map(({ imageId }) => imageId) : null;
}
