import { expect, it, vi } from 'vitest';
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
  await vi.waitFor(() => expect(bases().some(({ base }) => base)).toBe(true), { timeout: 20_000 });
  // It goes alone: strokes of meanwhile have no need to wait for it.
  const changes = page.control.changes.filter(({ annotations }) =>
    annotations?.some((a) => a.base),
  );
  expect(changes.every(({ facts, images }) => !facts && !images)).toBe(true);
  await page.saved();
  await vi.waitFor(async () => expect(await marks()).toHaveLength(0));
  const before = await page.everything();
  const later = await openPage(page.backend);
  expect(await later.everything()).toEqual(before);
  await later.actions.undoAnnotation(id);
  expect(later.getState().alerts).toEqual([]);
  expect(later.getState().annotations[id]?.state.redoTitle).not.toBeNull();
}, 40_000);

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
  await vi.waitFor(() => expect(page.save()).toBe('failed'), { timeout: 20_000 });
  page.control.failing.delete('projects apply');
  await page.actions.retrySave();
  await page.saved();
  const marks = () => page.backend.facts.all('annotationMarks');
  await vi.waitFor(async () => expect(await marks()).toHaveLength(0), { timeout: 20_000 });
  const later = await openPage(page.backend);
  expect(await later.everything()).toEqual(await page.everything());
}, 60_000);
