import { describe, expect, it } from 'vitest';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import { createAppStore } from '#store/appStore.ts';
import { MAX_STEPS } from '#store/history/stepStack.ts';
import { type Direction, selectStepTitle } from '#store/selectors/historySteps.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeServices } from '#testing/fakeServices.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

const title = ({ getState }: ProjectPage, direction: Direction) =>
  selectStepTitle(getState(), direction);

const rowCount = async ({ backend }: ProjectPage) =>
  (await backend.facts.all('projectImages')).length;

const offers = ({ getState }: ProjectPage) =>
  getState().notices.filter(({ actionLabel }) => actionLabel === 'Undo');

const dismissOffer = (page: ProjectPage) =>
  page.actions.dismissNotice(offers(page).at(-1)?.id ?? '');

/** Two images, of which the first is segmented and annotated. */
async function work(page: ProjectPage) {
  await page.open('a.png', 'b.png');
  const [a = ''] = page.ids();
  page.actions.selectImage(a);
  await page.actions.segmentCurrent();
  await page.dot(a, 1, 1);
  return { a, before: await page.everything() };
}

describe('a closed image', () => {
  it('comes back from the project long after its notice has gone', async () => {
    const page = await openPage();
    const { a, before } = await work(page);
    await page.actions.closeImage(a);
    expect(title(page, 'undo')).toBe('closing of a.png');
    await dismissOffer(page);
    expect(page.control.log).toContain(`removeImage ${a}`);
    await page.saved();
    expect(await rowCount(page)).toBe(2);
    await page.actions.undo();
    expect(await page.everything()).toEqual(before);
    expect(title(page, 'redo')).toBe('closing of a.png');
    expect(page.getState().alerts).toEqual([]);
  });

  it('comes back from the project also where nothing of it was stored when it went', async () => {
    const page = await openPage();
    page.control.failing.add('projects apply');
    const { a, before } = await work(page);
    await page.actions.closeImage(a);
    await dismissOffer(page);
    expect(page.control.log).not.toContain(`removeImage ${a}`);
    page.control.failing.clear();
    await page.actions.retrySave();
    await page.actions.closeImage(page.ids()[0] ?? '');
    await dismissOffer(page);
    expect(page.control.log).toContain(`removeImage ${a}`);
    await page.actions.undo();
    await page.actions.undo();
    expect((await page.everything()).images).toEqual(before.images);
    expect((await page.everything()).annotations).toEqual(before.annotations);
  });

  it('comes back where the browser keeps nothing, and frees its memory meanwhile', async () => {
    const page = await openPage(memoryStorage('A private window.'));
    const { a, before } = await work(page);
    await page.actions.closeImage(a);
    await dismissOffer(page);
    expect(page.control.log).toContain(`removeImage ${a}`);
    await page.actions.undo();
    expect(await page.everything()).toEqual(before);
  });

  it('comes back in time where its notice goes at the same moment', async () => {
    const page = await openPage();
    const { a, before } = await work(page);
    await page.actions.closeImage(a);
    await Promise.all([dismissOffer(page), page.actions.undo()]);
    expect(await page.everything()).toEqual(before);
    expect(page.control.log).not.toContain(`removeImage ${a}`);
    await page.saved();
  });

  it('comes back after the workers that held it have died', async () => {
    const page = await openPage();
    const { a, before } = await work(page);
    await page.saved();
    await page.actions.closeImage(a);
    page.control.killImage();
    page.control.killAnnotation();
    await page.actions.undo();
    await eventually(async () => expect(await page.everything()).toEqual(before));
  });

  it('comes back by its notice like by undo, in the order of what was done since', async () => {
    const page = await openPage();
    const { a } = await work(page);
    await page.actions.closeImage(a);
    const notice = page.getState().notices.at(-1)?.id ?? '';
    page.actions.setRunOptions({ averageSymmetries: true });
    await page.actions.takeNoticeAction(notice);
    expect(page.ids()[0]).toBe(a);
    expect(title(page, 'undo')).toBe('averaging of orientations');
    await page.actions.redo();
    expect(page.ids()).not.toContain(a);
    await page.actions.undo();
    expect(page.ids()[0]).toBe(a);
    expect(offers(page)).toEqual([]);
    await page.actions.undo();
    expect(page.getState().runOptions.averageSymmetries).toBe(false);
  });

  it('goes with all others as one step, and they come back together', async () => {
    const page = await openPage();
    const { before } = await work(page);
    await page.actions.closeAll();
    expect(title(page, 'undo')).toBe('closing of all images');
    await dismissOffer(page);
    await page.actions.undo();
    expect(await page.everything()).toEqual(before);
    await page.actions.redo();
    expect(page.ids()).toEqual([]);
  });

  it('keeps its strokes as steps before its closing, also one on its way', async () => {
    const page = await openPage();
    const { a } = await work(page);
    page.control.annotationGate.isClosed = true;
    const stroke = page.dot(a, 5, 2);
    const closing = page.actions.closeImage(a);
    page.control.annotationGate.isClosed = false;
    while (page.control.annotationGate.waiting.length > 0) page.control.annotationGate.release();
    await Promise.all([stroke, closing]);
    await page.actions.undo();
    expect(page.getState().annotations[a]?.state.annotatedPixels).toBe(2);
    expect(title(page, 'undo')).toBe('brush stroke');
    await page.actions.undo();
    expect(page.getState().annotations[a]?.state.annotatedPixels).toBe(1);
  });

  it('is gone for good once the history forgets its closing', async () => {
    const page = await openPage();
    await work(page);
    await page.actions.closeImage(page.ids()[0] ?? '');
    await dismissOffer(page);
    for (let step = 0; step < MAX_STEPS; step++) {
      page.actions.setRunOptions({ averageSymmetries: step % 2 === 0 });
    }
    await page.saved();
    expect(await rowCount(page)).toBe(1);
  });

  it('is gone for good once another project is opened', async () => {
    const page = await openPage();
    const { a } = await work(page);
    await page.actions.closeImage(a);
    await page.actions.newProject();
    expect(await rowCount(page)).toBe(1);
    expect(page.control.log).toContain(`removeImage ${a}`);
    expect([title(page, 'undo'), offers(page).length]).toEqual(['', 0]);
  });

  it('comes back also where it was not read yet, or its pixels are missing', async () => {
    const page = await openPage();
    await page.open('a.png', 'b.png');
    const [a = '', b = ''] = page.ids();
    await page.dot(a, 1, 1);
    await page.dot(b, 1, 1);
    await page.saved();
    await page.backend.facts.commit({
      remove: {
        projectSources: (await page.backend.facts.all('projectSources'))
          .map(({ id }) => id)
          .filter((id) => id.includes(b)),
      },
    });
    const { services, control } = fakeServices(page.backend);
    const store = createAppStore(services);
    control.decodeGate.isClosed = true;
    await store.actions.startUp({ modelId: null, sampleId: null });
    const statuses = () => store.getState().images.map(({ status }) => status);
    expect(statuses()).toEqual(['loading', 'missing']);
    await store.actions.closeAll();
    expect(statuses()).toEqual([]);
    const undone = store.actions.takeNoticeAction(store.getState().notices.at(-1)?.id ?? '');
    control.decodeGate.isClosed = false;
    while (control.decodeGate.waiting.length > 0) control.decodeGate.release();
    await undone;
    await eventually(() => expect(statuses()).toEqual(['ready', 'missing']));
    expect(store.getState().annotations[a]?.state.annotatedPixels).toBe(1);
    expect(store.getState().alerts).toEqual([]);
  });

  it('does not come back with the page when the tab ends before', async () => {
    const page = await openPage();
    await page.open('a.png', 'b.png');
    await page.saved();
    await page.actions.closeImage(page.ids()[0] ?? '');
    await page.saved();
    const later = await openPage(page.backend);
    expect(later.getState().images.map(({ name }) => name)).toEqual(['b.png']);
  });
});
