import { expect, it } from 'vitest';
import { type Direction, selectCanStep, selectStepTitle } from '#store/selectors/historySteps.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

const title = ({ getState }: ProjectPage, direction: Direction) =>
  selectStepTitle(getState(), direction);

/** A page after a reload that shows the prediction of an image with two strokes, one taken back. */
async function reloaded({ hasDeletion = false } = {}) {
  const page = await openPage();
  await page.open('a.png');
  const [a = ''] = page.ids();
  await page.actions.segmentCurrent();
  for (const x of [1, 3]) await page.dot(a, x, 1);
  await page.actions.undo();
  if (hasDeletion) {
    page.actions.selectObjects(a, new Set([2]));
    await page.actions.deleteSelection(a);
  }
  page.actions.showOverlayOf('prediction');
  await page.saved();
  return { later: await openPage(page.backend), a };
}

it('offers the strokes of an annotation that is not in view, and brings it into view', async () => {
  const { later, a } = await reloaded();
  expect(later.getState().shownOverlay).toBe('prediction');
  expect([title(later, 'undo'), title(later, 'redo')]).toEqual(['brush stroke', 'brush stroke']);
  await later.actions.undo();
  expect(later.getState().shownOverlay).toBe('annotation');
  expect(later.getState().annotations[a]?.state.annotatedPixels).toBe(0);
  later.actions.showOverlayOf('prediction');
  await later.actions.redo();
  await later.actions.redo();
  expect(later.getState().annotations[a]?.state.annotatedPixels).toBe(2);
  expect(later.getState().shownOverlay).toBe('annotation');
});

it('takes back what is in view first, then the rest of the image', async () => {
  const { later, a } = await reloaded({ hasDeletion: true });
  expect(title(later, 'undo')).toBe('deletion of objects');
  await later.actions.undo();
  expect(later.getState().results[a]?.canUndoDelete).toBe(false);
  expect(title(later, 'undo')).toBe('brush stroke');
  await later.actions.undo();
  expect(selectCanStep(later.getState(), 'undo')).toBe(false);
});

it('takes a deletion back that is not in view, once no stroke is left', async () => {
  const { later, a } = await reloaded({ hasDeletion: true });
  later.actions.showOverlayOf('annotation');
  expect(title(later, 'undo')).toBe('brush stroke');
  await later.actions.undo();
  expect(title(later, 'undo')).toBe('deletion of objects');
  await later.actions.undo();
  expect(later.getState().shownOverlay).toBe('prediction');
  expect(later.getState().results[a]?.canUndoDelete).toBe(false);
});
