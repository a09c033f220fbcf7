import { expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

async function openStack() {
  const page = await openPage();
  await page.open('movie.tif', 'still.png');
  const [id = '', other = ''] = page.ids();
  page.actions.selectImage(id);
  page.actions.setPlaySpeed(10);
  const seen: number[] = [];
  page.store.subscribe(({ images }) => {
    const index = images.find((entry) => entry.id === id)?.info?.pageIndex ?? 0;
    if (seen.at(-1) !== index) seen.push(index);
  });
  return { ...page, id, other, seen };
}

it('plays every plane in turn, from the first again, until it is paused', async () => {
  const { actions, getState, seen, id } = await openStack();
  const played = actions.togglePlay();
  await eventually(() => expect(seen.length).toBeGreaterThan(4));
  expect(getState().playedImageId).toBe(id);
  await actions.togglePlay();
  await played;
  expect(getState().playedImageId).toBeNull();
  expect(seen.slice(0, 5)).toEqual([0, 1, 2, 0, 1]);
});

it('plays no faster than planes come', async () => {
  const { actions, control, seen } = await openStack();
  control.decodeGate.isClosed = true;
  const played = actions.togglePlay();
  await eventually(() => expect(control.decodeGate.waiting).toHaveLength(1));
  await actions.togglePlay();
  expect(seen).not.toContain(1);
  control.decodeGate.isClosed = false;
  control.decodeGate.release();
  await played;
  expect(seen).not.toContain(2);
});

it.each([
  ['an edit', 'dot'],
  ['another image', 'select'],
  ['a run', 'run'],
  ['closing', 'close'],
] as const)('is stopped by %s', async (_, way) => {
  const { actions, dot, getState, id, other, seen } = await openStack();
  const played = actions.togglePlay();
  await eventually(() => expect(seen).toContain(1));
  if (way === 'dot') await dot(id, 1, 1);
  if (way === 'select') actions.selectImage(other);
  if (way === 'run') await actions.segmentCurrent();
  if (way === 'close') actions.closeImage(id);
  await played;
  expect(getState().playedImageId).toBeNull();
});

it('never begins where there is a single plane', async () => {
  const { actions, getState, other } = await openStack();
  actions.selectImage(other);
  await actions.togglePlay();
  expect(getState().playedImageId).toBeNull();
});
