import { describe, expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';
import { imageCommands } from '#ui/commands/imageCommands.ts';
import { createPageHandles } from '#ui/pageHandles.ts';

describe('stepping through the pages of an image', () => {
  it('counts each press while a page is on its way, and ends at the last page', async () => {
    const page = await openPage();
    await page.open('stack.tif');
    const { nextPage } = imageCommands;
    const shown = () => page.getState().images[0]?.info?.pageIndex;
    const press = () => nextPage.run({ store: page.store, handles: createPageHandles() });
    page.control.decodeGate.isClosed = true;
    const first = press();
    expect(nextPage.isBusy?.(page.getState())).toBe(true);
    const second = press();
    expect(nextPage.isEnabled(page.getState())).toBe(false);
    await eventually(() => expect(page.control.decodeGate.waiting).toHaveLength(2));
    page.control.decodeGate.isClosed = false;
    page.control.decodeGate.release(1);
    page.control.decodeGate.release(0);
    await Promise.all([first, second]);
    expect(shown()).toBe(2);
    expect(nextPage.isBusy?.(page.getState())).toBe(false);
  });

  it('counts each press while an undo is pending, and turns after it', async () => {
    const page = await openPage();
    await page.open('stack.tif');
    const [id = ''] = page.ids();
    await page.dot(id, 1, 0);
    page.control.annotationGate.isClosed = true;
    const { nextPage } = imageCommands;
    const press = () => nextPage.run({ store: page.store, handles: createPageHandles() });
    const undone = page.actions.undo();
    const presses = [press(), press()];
    expect(nextPage.isEnabled(page.getState())).toBe(false);
    await eventually(() => expect(page.control.annotationGate.waiting).not.toHaveLength(0));
    expect(page.getState().images[0]?.info?.pageIndex).toBe(0);
    page.control.annotationGate.isClosed = false;
    page.control.annotationGate.release();
    await Promise.all([undone, ...presses]);
    expect(page.getState().images[0]?.info?.pageIndex).toBe(2);
    expect(nextPage.isBusy?.(page.getState())).toBe(false);
  });
});
