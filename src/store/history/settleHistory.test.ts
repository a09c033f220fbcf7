import { describe, expect, it } from 'vitest';
import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { eventually } from '#testing/eventually.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

/**
 * A page on whose image strokes are drawn and taken back, and then `leave` called, all before the
 * first of them is done. What is left is the stroke at x = 3.
 */
async function leaveInHaste(name: string, leave: (page: ProjectPage, id: string) => Promise<void>) {
  const page = await openPage();
  await page.open(name);
  const [id = ''] = page.ids();
  await page.dot(id, 1, 0);
  const { annotationGate } = page.control;
  annotationGate.isClosed = true;
  const asked = [
    page.actions.undo(),
    page.dot(id, 2, 0),
    page.actions.undo(),
    page.dot(id, 3, 0),
    leave(page, id),
  ];
  const letting = setInterval(() => annotationGate.release(), 20);
  await Promise.all(asked);
  clearInterval(letting);
  annotationGate.isClosed = false;
  return { page, id };
}

/** Where strokes are. */
async function drawnAt({ services }: ProjectPage, imageId: string): Promise<readonly number[]> {
  const { labels } = await services.annotation.read({ imageId });
  return [1, 2, 3].filter((x) => labels.data[x] !== UNANNOTATED);
}

describe('an undo, and what is drawn after it, are done before', () => {
  it('another page of the stack is shown', async () => {
    const { page, id } = await leaveInHaste('stack.tif', ({ actions }, imageId) =>
      actions.setPage(imageId, 1),
    );
    expect(page.getState().images[0]?.info?.pageIndex).toBe(1);
    await page.actions.setPage(id, 0);
    expect(await drawnAt(page, id)).toEqual([3]);
  });

  it.each(['closeImage', 'closeAll'] as const)('the image is closed by %s', async (close) => {
    const { page, id } = await leaveInHaste('a.png', ({ actions }, imageId) =>
      actions[close](imageId),
    );
    expect(page.ids()).toEqual([]);
    await page.actions.undo();
    expect(await drawnAt(page, id)).toEqual([3]);
  });

  it('another project is opened', async () => {
    const { page, id } = await leaveInHaste('a.png', ({ actions }) => actions.newProject());
    expect(page.ids()).toEqual([]);
    const [project] = await page.services.projects.list({});
    await page.actions.openProject(project?.id ?? '');
    await eventually(() => expect(page.getState().images[0]?.status).toBe('ready'));
    expect(await drawnAt(page, id)).toEqual([3]);
  });
});
