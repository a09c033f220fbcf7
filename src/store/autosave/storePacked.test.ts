import { expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

it('lets strokes through while a prediction is being packed, and keeps its image in step', async () => {
  const page = await openPage();
  const { control, open, dot, ids, saved, save, actions } = page;
  await open('a.png');
  await saved();
  const [id = ''] = ids();
  control.saveGate.isClosed = true;
  control.changes.length = 0;
  await actions.segmentCurrent();
  const withMap = () => control.changes.filter(({ maps }) => maps);
  await eventually(() => {
    // All that is small goes at once; the map stays on its way.
    if (withMap().length === 0) control.saveGate.release();
    expect(withMap()).toHaveLength(1);
  });
  await dot(id, 1, 1);
  actions.setChannelDisplay(id, 0, { range: [3, 7] });
  await eventually(() => expect(control.changes.at(-1)?.annotations).toHaveLength(1));
  expect(control.changes.at(-1)).not.toHaveProperty('images');
  expect(save()).toBe('saving');
  control.saveGate.isClosed = false;
  while (control.saveGate.waiting.length > 0) control.saveGate.release();
  await saved();
  const before = await page.everything();
  const later = await openPage(page.backend);
  expect(later.getState().images[0]?.display[0]?.range).toEqual([3, 7]);
  expect(await later.everything()).toEqual(before);
});
