import { describe, expect, it } from 'vitest';
import { selectMustWarnOnClose } from '#store/selectors/unsavedWork.ts';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

describe('a change of page', () => {
  it('keeps objects and annotation of the page that is left, and brings them back', async () => {
    const { open, ids, actions, dot, getState, everything } = await openPage();
    await open('stack.tif');
    const [id = ''] = ids();
    await actions.segmentCurrent();
    await dot(id, 1, 1);
    const first = await everything();
    await actions.setPage(id, 1);
    expect(getState().question).toBeNull();
    expect([getState().results[id], getState().annotations[id]]).toEqual([undefined, undefined]);
    await dot(id, 5, 1);
    await dot(id, 7, 1);
    await actions.setPage(id, 0);
    const back = await everything();
    expect(back.images[0]?.found).toEqual(first.images[0]?.found);
    expect(back.annotations).toEqual(first.annotations);
    await actions.undoAnnotation(id);
    expect(getState().annotations[id]?.state.annotatedPixels).toBe(0);
    await actions.setPage(id, 1);
    expect(getState().annotations[id]?.state.annotatedPixels).toBe(2);
  });

  it('keeps a slider that is ahead of its objects, also when the page can not be read', async () => {
    const page = await openPage();
    const { control, open, ids, actions } = page;
    await open('stack.tif');
    const [id = ''] = ids();
    await actions.segmentCurrent();
    control.extractGate.isClosed = true;
    actions.updateSettings(id, { threshold: 0.8 });
    await eventually(() => expect(control.extractGate.waiting).toHaveLength(1));
    await page.saved();
    const killed = await openPage(page.backend);
    expect(killed.getState().results[id]?.settings.threshold).toBe(0.8);
    const second = killed.control.extractGate;
    second.isClosed = true;
    killed.actions.updateSettings(id, { threshold: 0.7 });
    await eventually(() => expect(second.waiting).toHaveLength(1));
    const file = new File(['bad'], 'stack.tif');
    killed.store.setState(({ images }) => ({ images: images.map((one) => ({ ...one, file })) }));
    await killed.actions.setPage(id, 1);
    second.isClosed = false;
    second.release();
    const result = () => killed.getState().results[id];
    await eventually(() => expect(result()?.isExtracting).toBe(false));
    expect(result()?.settings.threshold).toBe(0.7);
  });

  it('keeps them while storage takes nothing', async () => {
    const { control, open, ids, actions, dot, getState, saved, save } = await openPage();
    await open('stack.tif');
    await saved();
    control.failing.add('projects apply');
    const [id = ''] = ids();
    await actions.segmentCurrent();
    await dot(id, 1, 1);
    await eventually(() => expect(save()).toBe('failed'));
    const areas = getState().results[id]?.objects.columns[1]?.values;
    await actions.setPage(id, 2);
    await actions.setPage(id, 0);
    expect(getState().results[id]?.objects.columns[1]?.values).toEqual(areas);
    expect(getState().annotations[id]?.state.annotatedPixels).toBe(1);
    expect(getState().alerts).toEqual([]);
  });

  it('is kept with the project, page by page', async () => {
    const page = await openPage();
    await page.open('stack.tif');
    const [id = ''] = page.ids();
    await page.actions.segmentCurrent();
    await page.dot(id, 1, 1);
    await page.actions.setPage(id, 2);
    await page.actions.segmentCurrent();
    await page.saved();
    const before = await page.everything();
    const later = await openPage(page.backend);
    expect(await later.everything()).toEqual(before);
    await later.actions.setPage(id, 0);
    expect(later.getState().results[id]).toBeDefined();
    expect(later.getState().annotations[id]?.state.annotatedPixels).toBe(1);
  });
});

describe('projects', () => {
  it('change places without losing anything', async () => {
    const page = await openPage();
    const { actions, getState } = page;
    await page.open('a.png');
    const [a = ''] = page.ids();
    await page.dot(a, 1, 1);
    const first = getState().project.id ?? '';
    await actions.newProject();
    await page.open('b.png');
    await page.dot(page.ids()[0] ?? '', 3, 1);
    const second = getState().project.id ?? '';
    await actions.openProject(first);
    await eventually(() => expect(getState().annotations[a]?.state.annotatedPixels).toBe(1));
    expect(page.ids()).toEqual([a]);
    await actions.renameProject(first, ' Renamed ');
    await actions.renameProject(second, 'Other');
    await actions.refreshProjects();
    expect(
      getState()
        .project.list?.map(({ title }) => title)
        .toSorted(),
    ).toEqual(['Other', 'Renamed']);
    await actions.duplicateProject(first);
    expect(getState().project.list).toHaveLength(3);
    await actions.removeProject(first);
    expect(getState()).toMatchObject({ images: [], project: { id: null } });
    const undo = getState().notices.findLast(({ actionLabel }) => actionLabel === 'Undo');
    await actions.takeNoticeAction(undo?.id ?? '');
    await eventually(() => expect(getState().annotations[a]?.state.annotatedPixels).toBe(1));
    expect(getState().project.title).toBe('Renamed');
    expect(getState().alerts).toEqual([]);
  });

  it('ask before changes are given up that could not be stored', async () => {
    const { control, open, ids, dot, saved, actions, getState } = await openPage();
    await open('a.png');
    await saved();
    control.failing.add('projects apply');
    await dot(ids()[0] ?? '', 1, 1);
    const leaving = actions.newProject();
    await eventually(() => expect(getState().question?.title).toBe('Leave without saving?'));
    actions.answerQuestion(false);
    await leaving;
    expect(ids()).toHaveLength(1);
  });

  it('are lost to another tab that opens them, and can be taken back as that tab left them', async () => {
    const page = await openPage();
    await page.open('a.png');
    await page.saved();
    const [a = ''] = page.ids();
    const other = await openPage(page.backend);
    await other.dot(a, 1, 1);
    await other.saved();
    await page.dot(a, 5, 1);
    await eventually(() => expect(page.save()).toBe('lost'));
    expect(selectMustWarnOnClose(page.getState())).toBe(true);
    await page.actions.takeBack();
    await eventually(() => expect(page.getState().annotations[a]).toBeDefined());
    expect(page.getState().annotations[a]?.state.annotatedPixels).toBe(1);
    await page.dot(a, 3, 1);
    await page.saved();
    await other.dot(a, 7, 1);
    await eventually(() => expect(other.save()).toBe('lost'));
  });

  it('are asked for when another tab holds them', async () => {
    const page = await openPage();
    await page.open('a.png');
    await page.saved();
    const first = page.getState().project.id ?? '';
    const { backend } = page;
    let isHeld = true;
    const claim = async () => !isHeld;
    const held = { ...backend, locks: { ...backend.locks, claim } };
    const other = await openPage(held);
    expect(other.ids()).toEqual([]);
    await other.actions.refreshProjects();
    const declined = other.actions.openProject(first);
    await eventually(() => expect(other.getState().question?.title).toBe('Open it here?'));
    other.actions.answerQuestion(false);
    await declined;
    expect(other.ids()).toEqual([]);
    const wanted = other.actions.openProject(first);
    await eventually(() => expect(other.getState().question?.message).toContain('“a”'));
    isHeld = false;
    other.actions.answerQuestion(true);
    await wanted;
    expect(other.ids()).toHaveLength(1);
  });
});

describe('a project file', () => {
  it('holds everything, also what storage could not take, and opens anywhere', async () => {
    const page = await openPage();
    await page.open('stack.tif');
    await page.saved();
    page.control.failing.add('projects apply');
    const [id = ''] = page.ids();
    await page.dot(id, 1, 1);
    await page.actions.segmentCurrent();
    await page.open('b.png');
    await page.dot(page.ids()[1] ?? '', 3, 1);
    await page.actions.exportProject(null);
    expect(page.getState().alerts).toEqual([]);
    const { fileName = '', blob = new Blob() } = page.control.savedBlobs[0] ?? {};
    expect(fileName).toBe('stack.zip');
    const before = await page.everything();
    const other = await openPage();
    // Dropped like an image, whatever its name says.
    await other.actions.openFiles([{ file: new File([blob], 'any.zip'), folder: '' }]);
    await eventually(() => {
      expect(other.getState().images.map(({ status }) => status)).toEqual(['ready', 'ready']);
    });
    const { project: _project, ...after } = await other.everything();
    expect({ project: before.project, ...after }).toEqual(before);
    expect(other.getState().project.title).toBe('stack');
  });
});

it('finds the objects of a slider that is moved while the first ones are found', async () => {
  const { control, open, ids, actions, getState } = await openPage();
  await open('a.png');
  const [id = ''] = ids();
  control.extractGate.isClosed = true;
  const segmenting = actions.segmentCurrent();
  await eventually(() => expect(control.extractGate.waiting).toHaveLength(1));
  actions.updateSettings(id, { threshold: 0.8 });
  control.extractGate.isClosed = false;
  control.extractGate.release();
  await segmenting;
  expect(getState().results[id]?.settings.threshold).toBe(0.8);
});
