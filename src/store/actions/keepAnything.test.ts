import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

/** Something that a user may do, to one of the images. */
const STEPS: Record<string, (page: ProjectPage, imageId: string, size: number) => unknown> = {
  dot: (page, id, size) => page.dot(id, size % 8, size % 4),
  rest: ({ actions }, id) => actions.paintRestAsBackground(id),
  clear: ({ actions }, id) => actions.clearAnnotation(id),
  undo: ({ actions }, id) => actions.undoAnnotation(id),
  redo: ({ actions }, id) => actions.redoAnnotation(id),
  segment: async ({ actions }, id) => {
    actions.selectImage(id);
    await actions.segmentCurrent();
  },
  settle: ({ actions }, id, size) => actions.updateSettings(id, { threshold: size / 20 }),
  drop: async ({ actions }, id, size) => {
    actions.selectObjects(id, new Set([size]));
    await actions.deleteSelection(id);
  },
  restore: ({ actions }, id) => actions.undoDelete(id),
  page: ({ actions }, id, size) => actions.setPage(id, size % 3),
  open: ({ open }, _, size) => open(`more-${size}.tif`),
  close: ({ actions }, id) => actions.closeImage(id),
  unclose: async ({ actions, getState }) => {
    const notice = getState().notices.findLast(({ actionLabel }) => actionLabel === 'Undo');
    if (notice) await actions.takeNoticeAction(notice.id);
  },
  forget: async ({ actions, getState }) => {
    const notice = getState().notices.findLast(({ actionLabel }) => actionLabel === 'Undo');
    if (notice) await actions.dismissNotice(notice.id);
  },
  stepBack: ({ actions }) => actions.undo(),
  stepForth: ({ actions }) => actions.redo(),
  display: ({ actions }, id, size) => actions.setChannelDisplay(id, 0, { range: [0, size + 1] }),
  size: ({ actions }, id, size) => actions.setPixelSize(id, size / 10),
  role: ({ actions }, id) => actions.setImageRole(id, 'training'),
  rename: ({ actions, getState }, _, size) =>
    actions.renameProject(getState().project.id ?? '', `Title ${size}`),
  full: ({ control }) => control.failing.add('projects apply'),
  space: ({ control }) => control.failing.delete('projects apply'),
  killAnnotation: ({ control }) => control.killAnnotation(),
  killProjects: ({ control }) => control.killProjects(),
};

const oneStep = fc.record({
  step: fc.constantFrom(...Object.keys(STEPS)),
  image: fc.nat(5),
  size: fc.nat(19),
  // Some things are done before the last one has ended.
  isAwaited: fc.boolean(),
});

async function settled(page: ProjectPage, work: readonly unknown[]): Promise<void> {
  await Promise.all(work);
  page.control.failing.clear();
  await eventually(() => {
    const { results, images } = page.getState();
    expect(Object.values(results).some(({ isExtracting }) => isExtracting)).toBe(false);
    expect(images.some(({ status }) => status === 'loading')).toBe(false);
  });
  await page.actions.retrySave();
  await page.saved();
}

it('brings back whatever was done, in whatever order, when the project is opened again', async () => {
  const steps = fc.array(oneStep, { minLength: 5, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const page = await openPage();
      await page.open('a.tif', 'b.tif');
      const work: unknown[] = [];
      let deaths = 0;
      for (const { step, image, size, isAwaited } of list) {
        const ids = page.ids();
        if (ids.length === 0) break;
        // A worker that dies more often is given up, and the page says so.
        if (step === 'killAnnotation' && ++deaths > 3) continue;
        const done = STEPS[step]?.(page, ids[image % ids.length] ?? '', size);
        work.push(done);
        if (isAwaited) await done;
      }
      await settled(page, work);
      // A worker that died last may still be getting back what it held.
      const before = await eventually(page.everything);
      const later = await openPage(page.backend);
      expect(later.getState().alerts).toEqual([]);
      expect(await later.everything()).toEqual(before);
    }),
    { seed: 1, numRuns: 15, timeout: 60_000, endOnFailure: true },
  );
}, 600_000);
