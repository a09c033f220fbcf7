import { describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import { selectMustWarnOnClose } from '#store/selectors/unsavedWork.ts';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

describe('saving', () => {
  it('begins a project with the first image and names it after the file', async () => {
    const { store, open, save, saved, backend } = await openPage();
    expect([store.getState().project.id, save()]).toEqual([null, 'empty']);
    await open('cells.ome.tif');
    await saved();
    const { id, title } = store.getState().project;
    expect(title).toBe('cells');
    expect(await backend.facts.all('projects')).toMatchObject([{ facts: { id, title } }]);
  });

  it('is named after the first image of the list, also when another is read faster', async () => {
    const { control, store, open, ids, saved } = await openPage();
    control.decodeGate.isClosed = true;
    const opening = open('a.png', 'b.png');
    await eventually(() => expect(control.decodeGate.waiting).toHaveLength(2));
    control.decodeGate.release(1);
    const isReady = (place: number) => store.getState().images[place]?.status === 'ready';
    await eventually(() => expect([isReady(0), isReady(1)]).toEqual([false, true]));
    control.decodeGate.release();
    await opening;
    await saved();
    expect(ids()).toHaveLength(2);
    expect(store.getState().project.title).toBe('a');
  });

  it('gives no two projects the same title', async () => {
    const page = await openPage();
    await page.open('cells.png');
    await page.saved();
    await page.actions.newProject();
    expect(page.getState()).toMatchObject({ images: [], project: { id: null, title: '' } });
    await page.open('cells.png');
    await page.saved();
    expect(page.getState().project.title).toBe('cells (2)');
  });

  it('puts changes that come close together into one transaction', async () => {
    const { control, actions, open, ids, saved } = await openPage();
    await open('a.png');
    await saved();
    const before = control.changes.length;
    for (let step = 1; step <= 20; step++) {
      actions.setChannelDisplay(ids()[0] ?? '', 0, { range: [0, step] });
    }
    await saved();
    expect(control.changes.length - before).toBe(1);
    expect(control.changes.at(-1)?.images?.[0]?.display[0]?.range).toEqual([0, 20]);
  });

  it('sends one change at a time, and strokes in the order in which they were done', async () => {
    const { control, open, dot, ids, saved } = await openPage();
    await open('a.png');
    await saved();
    control.changes.length = 0;
    control.saveGate.isClosed = true;
    const [id = ''] = ids();
    for (const x of [0, 2, 4]) await dot(id, x, 0);
    await eventually(() => expect(control.saveGate.waiting).toHaveLength(1));
    await dot(id, 6, 0);
    expect(control.changes).toHaveLength(1);
    control.saveGate.isClosed = false;
    control.saveGate.release();
    await saved();
    const versions = control.changes.flatMap(({ annotations }) =>
      (annotations ?? []).flatMap(({ entries }) => entries.map(({ version }) => version)),
    );
    expect(versions).toEqual([1, 2, 3, 4]);
  });

  it('stores nothing when nothing has changed', async () => {
    const { control, store, actions, open, ids, saved } = await openPage();
    await open('a.png');
    await saved();
    const before = control.changes.length;
    actions.selectImage(ids()[0] ?? '');
    store.setState(({ images }) => ({ images: [...images] }));
    await saved();
    expect(control.changes.length).toBe(before);
  });

  it('lets strokes through while the pixels of an image are still being copied', async () => {
    const { control, open, dot, ids, saved, save } = await openPage();
    await open('a.png');
    await saved();
    control.saveGate.isClosed = true;
    await open('b.png');
    await eventually(() => expect(control.saveGate.waiting).toHaveLength(1));
    control.saveGate.release();
    await eventually(() => expect(control.changes.at(-1)?.sources).toHaveLength(1));
    await dot(ids()[1] ?? '', 1, 1);
    await eventually(() => expect(control.changes.at(-1)?.annotations).toHaveLength(1));
    expect(save()).toBe('saving');
    control.saveGate.isClosed = false;
    while (control.saveGate.waiting.length > 0) control.saveGate.release();
    await saved();
  });

  it('waits for what is done while a project is left', async () => {
    const page = await openPage();
    const { control, open, dot, ids, saved, actions, getState } = page;
    await open('a.png');
    await saved();
    const [id = ''] = ids();
    const projectId = getState().project.id ?? '';
    await dot(id, 1, 1);
    control.saveGate.isClosed = true;
    const leaving = actions.newProject();
    await eventually(() => expect(control.saveGate.waiting).toHaveLength(1));
    // On its way to the worker when everything before it is stored.
    control.annotationGate.isClosed = true;
    const stroke = dot(id, 3, 1);
    control.saveGate.isClosed = false;
    control.saveGate.release();
    await new Promise((resolve) => setTimeout(resolve, 50));
    control.annotationGate.isClosed = false;
    while (control.annotationGate.waiting.length > 0) control.annotationGate.release();
    await Promise.all([leaving, stroke]);
    await actions.openProject(projectId);
    await eventually(() => expect(getState().annotations[id]?.state.annotatedPixels).toBe(2));
  });

  it('rests once the project is lost, whatever was on its way', async () => {
    const { backend, control, open, dot, ids, save, saved } = await openPage();
    await open('a.png');
    await saved();
    control.saveGate.isClosed = true;
    await dot(ids()[0] ?? '', 1, 1);
    await eventually(() => expect(control.saveGate.waiting).toHaveLength(1));
    await openPage(backend);
    await dot(ids()[0] ?? '', 3, 1);
    control.saveGate.isClosed = false;
    control.saveGate.release();
    await eventually(() => expect(save()).toBe('lost'));
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(timers.mock.calls.length).toBeLessThan(5);
    timers.mockRestore();
  });

  it('asks the browser to keep the storage once, with the first own work', async () => {
    const { control, open, dot, ids, saved } = await openPage();
    await open('a.png');
    await saved();
    expect(control.log).not.toContain('askToLast');
    await dot(ids()[0] ?? '', 1, 1);
    await dot(ids()[0] ?? '', 3, 1);
    expect(control.log.filter((call) => call === 'askToLast')).toHaveLength(1);
  });
});

describe('storage that is full', () => {
  it('keeps everything, tells it once, and says when all is saved again', async () => {
    const page = await openPage();
    const { control, store, open, dot, ids, save, saved, actions } = page;
    await open('a.png');
    await saved();
    const [id = ''] = ids();
    control.failing.add('projects apply');
    await dot(id, 0, 0);
    await eventually(() => expect(save()).toBe('failed'));
    await dot(id, 2, 0);
    await actions.retrySave();
    await actions.retrySave();
    // The page makes one alert of the save state.
    expect(store.getState().alerts).toEqual([]);
    expect(store.getState().project.save).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('not fit'),
    });
    expect(selectMustWarnOnClose(store.getState())).toBe(true);
    await actions.exportAnnotation(id);
    expect(control.savedBlobs).toHaveLength(1);
    control.failing.delete('projects apply');
    await actions.retrySave();
    expect(save()).toBe('saved');
    expect(store.getState().notices.at(-1)?.text).toBe('Everything is saved again.');
    expect(selectMustWarnOnClose(store.getState())).toBe(false);
    const later = await openPage(page.backend);
    expect(later.getState().annotations[id]?.state.annotatedPixels).toBe(2);
  });

  it('is tried again by itself', async () => {
    const { control, open, saved, save } = await openPage();
    control.failing.add('projects create');
    await open('a.png');
    await eventually(() => expect(save()).toBe('failed'));
    control.failing.delete('projects create');
    await eventually(() => expect(save()).toBe('saved'));
    await saved();
  });

  it('is tried again with each change', async () => {
    const { control, open, ids, dot, saved, save } = await openPage();
    await open('a.png');
    await saved();
    control.failing.add('projects apply');
    await dot(ids()[0] ?? '', 0, 0);
    await eventually(() => expect(save()).toBe('failed'));
    control.failing.delete('projects apply');
    await dot(ids()[0] ?? '', 2, 0);
    await saved();
  });
});

describe('storage that does not last', () => {
  it('is told, and only work that was not exported is warned of', async () => {
    const { open, dot, ids, save, getState, actions } = await openPage(memoryStorage('Private.'));
    await open('a.png');
    await eventually(() => expect(save()).toBe('memory'));
    expect(getState().project.save).toEqual({ kind: 'memory', reason: 'Private.' });
    expect(selectMustWarnOnClose(getState())).toBe(false);
    await dot(ids()[0] ?? '', 0, 0);
    expect(selectMustWarnOnClose(getState())).toBe(true);
    await actions.exportAnnotation(ids()[0] ?? '');
    expect(selectMustWarnOnClose(getState())).toBe(false);
  });

  it('warns of what was done on a page that is not shown', async () => {
    const { open, dot, ids, save, getState, actions } = await openPage(memoryStorage('Private.'));
    await open('a.tif');
    const [id = ''] = ids();
    await dot(id, 0, 0);
    await actions.setPage(id, 1);
    await eventually(() => expect(save()).toBe('memory'));
    expect(selectMustWarnOnClose(getState())).toBe(true);
  });
});
