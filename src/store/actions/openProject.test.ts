import { expect, it } from 'vitest';
import { runMode } from '#store/slices/trainingSlice.ts';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

it('opens projects one after the other, however quickly they are asked for', async () => {
  const page = await openPage();
  const { actions, getState } = page;
  const projectIds: string[] = [];
  for (const name of ['a.png', 'b.png', 'c.png']) {
    await actions.newProject();
    await page.open(name);
    await page.saved();
    projectIds.push(getState().project.id ?? '');
  }
  const [a = '', b = ''] = projectIds;
  await Promise.all([a, b, a, b].map((id) => actions.openProject(id)));
  expect(getState().project.id).toBe(b);
  await eventually(() => expect(getState().images[0]?.status).toBe('ready'));
  await page.dot(page.ids()[0] ?? '', 1, 1);
  await page.saved();
  expect(getState().alerts).toEqual([]);
  const later = await openPage(page.backend);
  expect(later.getState().project.id).toBe(b);
});

/** A page with a training of its project that was stopped after five steps. */
async function pageWithEndedRun() {
  const page = await openPage();
  await page.open('a.png');
  await page.actions.paintRestAsBackground(page.ids()[0] ?? '');
  await page.saved();
  await page.actions.startTraining();
  page.control.training.runs[0]?.advance(5);
  await page.actions.stopTraining();
  await eventually(() => expect(runMode(page.getState())).toBe('ended'));
  return page;
}

it('closes a training that was kept with its project', async () => {
  const { actions, getState, control } = await pageWithEndedRun();
  await actions.keepBest();
  await actions.newProject();
  expect(runMode(getState())).toBe('none');
  expect(control.training.runs[0]?.isDisposed).toBe(true);
});

it('leaves a training that was not kept at hand, with the name of its project', async () => {
  const { actions, getState } = await pageWithEndedRun();
  await actions.newProject();
  expect(runMode(getState())).toBe('ended');
  expect(getState().training.run?.project?.title).toBe('a');
  await actions.keepBest();
  expect(getState().training.run?.keptAs).toBe('nuclei, fine-tuned');
});
