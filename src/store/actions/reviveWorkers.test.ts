import { describe, expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

/** Two segmented images; the first has three strokes. */
async function setUp() {
  const page = await openPage();
  await page.open('a.png', 'b.png');
  const [a = '', b = ''] = page.ids();
  await page.actions.segmentAll();
  for (const x of [0, 2, 4]) await page.dot(a, x, 1);
  await page.saved();
  const statuses = () => page.getState().images.map(({ status }) => status);
  return { ...page, a, b, statuses };
}

describe('an annotation worker that dies', () => {
  it('gets back everything but the edit it died over, which is told', async () => {
    const { control, dot, actions, getState, everything, a } = await setUp();
    const before = await everything();
    control.annotationGate.isClosed = true;
    const lost = dot(a, 6, 1);
    const next = dot(a, 6, 3);
    await eventually(() => expect(control.annotationGate.waiting).toHaveLength(1));
    control.annotationGate.isClosed = false;
    control.killAnnotation();
    expect(await lost).toBeNull();
    expect(getState().alerts).toMatchObject([{ title: 'The last edit of a.png was not done' }]);
    expect((await next)?.state.annotatedPixels).toBe(4);
    await actions.undoAnnotation(a);
    const { annotations } = await everything();
    expect(annotations[a]?.pixels).toEqual(before.annotations[a]?.pixels);
    await actions.undoAnnotation(a);
    expect(getState().annotations[a]?.state.annotatedPixels).toBe(2);
  });

  it('gets back strokes that storage could not take', async () => {
    const { control, dot, getState, save, a } = await setUp();
    control.failing.add('projects apply');
    await dot(a, 6, 1);
    await eventually(() => expect(save()).toBe('failed'));
    control.killAnnotation();
    await dot(a, 6, 3);
    expect(getState().annotations[a]?.state.annotatedPixels).toBe(5);
  });

  it('is given up when it dies again and again', async () => {
    const { control, getState } = await setUp();
    for (let death = 0; death < 6; death++) control.killAnnotation();
    expect(getState().alerts).toMatchObject([
      { title: 'A part of the page stops again and again' },
    ]);
  });
});

describe('an image worker that dies', () => {
  it('gets back pixels and objects, deletions included', async () => {
    const { control, actions, getState, everything, a, b, statuses } = await setUp();
    actions.selectObjects(b, new Set([2]));
    await actions.deleteSelection(b);
    await actions.retrySave();
    const before = await everything();
    control.killImage();
    const notice = () => getState().notices.at(-1)?.text;
    await eventually(() => expect(notice()).toContain('2 images are back'));
    expect(await everything()).toEqual(before);
    expect(getState().alerts).toEqual([]);
    expect(statuses()).toEqual(['ready', 'ready']);
    await actions.exportResult(a, 'labels-tiff');
    expect(control.savedBlobs).toHaveLength(1);
  });
});

describe('a project worker that dies', () => {
  it('holds the project again, and nothing is stored twice or left out', async () => {
    const { control, dot, saved, backend, everything, a } = await setUp();
    control.saveGate.isClosed = true;
    await dot(a, 6, 1);
    await eventually(() => expect(control.saveGate.waiting).toHaveLength(1));
    await dot(a, 6, 3);
    control.saveGate.isClosed = false;
    control.killProjects();
    // The dead worker may still have stored what it was asked to.
    control.saveGate.release();
    await saved();
    const before = await everything();
    const later = await openPage(backend);
    expect(await later.everything()).toEqual(before);
    expect(later.getState().annotations[a]?.state.annotatedPixels).toBe(5);
  });

  it('is noticed while nothing is being stored', async () => {
    const { control, dot, saved, getState, a } = await setUp();
    control.killProjects();
    await dot(a, 6, 1);
    await saved();
    expect(getState().alerts).toEqual([]);
  });
});
