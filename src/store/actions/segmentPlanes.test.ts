import { describe, expect, it } from 'vitest';
import { pageSummaries } from '#store/selectors/planeSummaries.ts';
import { eventually } from '#testing/eventually.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

async function openStack() {
  const page = await openPage();
  await page.open('stack.tif');
  const [id = ''] = page.ids();
  const pages = () => {
    const [entry] = page.getState().images;
    return entry ? pageSummaries(entry, page.getState().results) : [];
  };
  return { page, id, pages };
}

/** Lets the engine go on until it is at the plane of that number. */
async function releaseUntil({ control, getState }: ProjectPage, position: number): Promise<void> {
  await eventually(() => {
    if (getState().job?.position !== position) control.predictGate.release();
    expect(getState().job?.position).toBe(position);
  });
}

describe('segmentPlanes', () => {
  it('segments every page, keeps what it finds with each, and shows the former page again', async () => {
    const { page, id, pages } = await openStack();
    await page.actions.setPage(id, 1);
    await page.actions.segmentPlanes();
    expect(page.getState().images[0]?.info?.pageIndex).toBe(1);
    expect(pages().map(({ pageIndex }) => pageIndex)).toEqual([0, 1, 2]);
    expect(pages()[2]?.summary).toMatchObject({ objectCount: 5, coveredFraction: 0.25 });
    expect(page.control.predictions).toHaveLength(3);
    expect(page.getState()).toMatchObject({ job: null, alerts: [] });
    await page.saved();
    const later = await openPage(page.backend);
    expect(await later.everything()).toEqual(await page.everything());
  });

  it('tells which plane of how many, and lets nobody turn the page meanwhile', async () => {
    const { page, id } = await openStack();
    page.control.predictGate.isClosed = true;
    const run = page.actions.segmentPlanes();
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    expect(page.getState().job).toMatchObject({ position: 1, imageCount: 3, pageIndex: 0 });
    expect(page.getState().job?.queueSecondsLeft).toBeNull();
    await page.actions.setPage(id, 2);
    expect(page.getState().images[0]?.info?.pageIndex).toBe(0);
    await releaseUntil(page, 2);
    expect(page.getState().job?.queueSecondsLeft).toBeGreaterThanOrEqual(0);
    page.control.predictGate.isClosed = false;
    page.control.predictGate.release();
    await run;
  });

  it('keeps the finished planes when it is cancelled', async () => {
    const { page, pages } = await openStack();
    page.control.predictGate.isClosed = true;
    const run = page.actions.segmentPlanes();
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    await releaseUntil(page, 2);
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    page.actions.cancel();
    page.control.predictGate.isClosed = false;
    page.control.predictGate.release();
    await run;
    expect(pages().map(({ pageIndex }) => pageIndex)).toEqual([0]);
    expect(page.getState().alerts).toEqual([]);
  });

  it('ends quietly when the image is closed', async () => {
    const { page, id } = await openStack();
    page.control.predictGate.isClosed = true;
    const run = page.actions.segmentPlanes();
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    await page.actions.closeImage(id);
    page.control.predictGate.isClosed = false;
    page.control.predictGate.release();
    await run;
    expect(page.getState()).toMatchObject({ job: null, alerts: [], images: [] });
  });
});
