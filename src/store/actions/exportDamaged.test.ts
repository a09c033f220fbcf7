import { expect, it } from 'vitest';
import { openPage } from '#testing/projectPage.ts';

it('exports what is sound of a project, and names what is damaged', async () => {
  const { backend, control, open, ids, actions, dot, getState, saved } = await openPage();
  await open('stack.tif');
  await actions.segmentCurrent();
  await dot(ids()[0] ?? '', 1, 1);
  await saved();
  const projectId = getState().project.id;
  // Only what is stored is left of it.
  await actions.newProject();
  const stored = await backend.files.names();
  expect(stored.some((name) => name.startsWith('project-map-'))).toBe(true);
  for (const name of stored) {
    if (name.startsWith('project-map-')) await backend.files.remove(name);
  }
  await actions.exportProject(projectId);
  expect(control.savedBlobs).toHaveLength(1);
  const [alert] = getState().alerts;
  expect(alert?.title).toBe('The exported project is not complete');
  expect(alert?.message).toContain('left out: the prediction of stack.tif.');
});
