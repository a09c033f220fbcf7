import { describe, expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

const STACK = 'stack.tif';

/** A page with a stack of three pages. */
async function openStack() {
  const page = await openPage();
  await page.open(STACK);
  const id = page.getState().images[0]?.id ?? '';
  const readCount = () => page.control.log.filter((call) => call === `decode ${STACK}`).length;
  const shown = () => page.getState().images.find((entry) => entry.id === id)?.info?.pageIndex;
  return { ...page, id, readCount, shown };
}

describe('pages around the one that is shown', () => {
  it('are read once, and are there when they are wanted', async () => {
    const { actions, control, id, readCount, shown } = await openStack();
    await actions.setPage(id, 1);
    await eventually(() => expect(readCount()).toBe(4));
    control.decodeGate.isClosed = true;
    await actions.setPage(id, 2);
    expect(shown()).toBe(2);
  });

  it('are not waited for by a page that is not among them', async () => {
    const { actions, control, id, readCount, shown } = await openStack();
    control.decodeGate.isClosed = true;
    const first = actions.setPage(id, 1);
    await eventually(() => expect(control.decodeGate.waiting).toHaveLength(1));
    const latest = actions.setPage(id, 2);
    await eventually(() => expect(control.decodeGate.waiting).toHaveLength(2));
    control.decodeGate.release(1);
    await latest;
    expect(shown()).toBe(2);
    // The overtaken one comes too late to be shown.
    control.decodeGate.release(0);
    await first;
    expect(shown()).toBe(2);
    expect(readCount()).toBeGreaterThanOrEqual(3);
  });

  it('are forgotten when another image comes into view', async () => {
    const { actions, control, getState, id, open, readCount, shown } = await openStack();
    await open('other.png');
    const other = getState().images[1]?.id ?? '';
    actions.selectImage(id);
    await actions.setPage(id, 1);
    await eventually(() => expect(readCount()).toBe(4));
    actions.selectImage(other);
    actions.selectImage(id);
    control.decodeGate.isClosed = true;
    const turn = actions.setPage(id, 2);
    await eventually(() => expect(control.decodeGate.waiting).toHaveLength(1));
    expect(shown()).toBe(1);
    control.decodeGate.release();
    await turn;
    expect(shown()).toBe(2);
  });

  it('say nothing where they cannot be read, until they are wanted', async () => {
    const { actions, control, getState, id } = await openStack();
    control.decodeGate.isClosed = true;
    const turn = actions.setPage(id, 1);
    await eventually(() => expect(control.decodeGate.waiting).toHaveLength(1));
    control.decodeGate.release();
    await turn;
    expect(getState().alerts).toEqual([]);
  });
});

it('a page that is asked for again while it is on its way is read once', async () => {
  const { actions, control, id, readCount, shown } = await openStack();
  control.decodeGate.isClosed = true;
  const turns = [1, 1, 1].map((page) => actions.setPage(id, page));
  await eventually(() => expect(control.decodeGate.waiting).toHaveLength(1));
  expect(readCount()).toBe(2);
  control.decodeGate.release();
  await Promise.all(turns);
  expect(shown()).toBe(1);
});
