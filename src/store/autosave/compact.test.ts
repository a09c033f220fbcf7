import { expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

it('replaces a long log by its pixels once nobody works on it, and keeps the history', async () => {
  const page = await openPage();
  await page.open('a.png');
  const [id = ''] = page.ids();
  await page.dot(id, 1, 1);
  await page.dot(id, 3, 1);
  for (let entry = 2; entry <= 300; entry += 2) {
    await page.actions.undoAnnotation(id);
    await page.actions.redoAnnotation(id);
  }
  await page.saved();
  const marks = () => page.backend.facts.all('annotationMarks');
  expect(await marks()).not.toHaveLength(0);
  const bases = () => page.control.changes.flatMap(({ annotations }) => annotations ?? []);
  expect(bases().some(({ base }) => base)).toBe(false);
  await eventually(() => expect(bases().some(({ base }) => base)).toBe(true));
  // It goes alone: strokes of meanwhile have no need to wait for it.
  const changes = page.control.changes.filter(({ annotations }) =>
    annotations?.some((a) => a.base),
  );
  expect(changes.every(({ facts, images }) => !facts && !images)).toBe(true);
  await page.saved();
  await eventually(async () => expect(await marks()).toHaveLength(0));
  const before = await page.everything();
  const later = await openPage(page.backend);
  expect(await later.everything()).toEqual(before);
  await later.actions.undoAnnotation(id);
  expect(later.getState().alerts).toEqual([]);
  expect(later.getState().annotations[id]?.state.redoTitle).not.toBeNull();
}, 240_000);

it('reads the pixels of a long log once more when they could not be stored', async () => {
  const page = await openPage();
  await page.open('a.png');
  const [id = ''] = page.ids();
  for (let entry = 0; entry <= 300; entry += 2) {
    await page.dot(id, 1, 1);
    await page.actions.undoAnnotation(id);
  }
  await page.saved();
  page.control.failing.add('projects apply');
  await eventually(() => expect(page.save()).toBe('failed'));
  page.control.failing.delete('projects apply');
  await page.actions.retrySave();
  await page.saved();
  const marks = () => page.backend.facts.all('annotationMarks');
  await eventually(async () => expect(await marks()).toHaveLength(0));
  const later = await openPage(page.backend);
  expect(await later.everything()).toEqual(await page.everything());
}, 240_000);
