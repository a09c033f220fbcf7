import { expect, it, vi } from 'vitest';
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
  await vi.waitFor(() => expect(getState().images[0]?.status).toBe('ready'));
  await page.dot(page.ids()[0] ?? '', 1, 1);
  await page.saved();
  expect(getState().alerts).toEqual([]);
  const later = await openPage(page.backend);
  expect(later.getState().project.id).toBe(b);
});
