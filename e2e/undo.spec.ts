import { drag, stateLine, take } from './annotationTools.ts';
import { expect, openFiles, segment, statusLine, test } from './journey.ts';
import { discsPng } from './madeImages.ts';

test('settings, deletions and strokes are taken back in the order of time, and done again', async ({
  page,
}) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 240, 160));
  const count = await segment(page);
  const threshold = page.getByRole('slider', { name: 'Threshold' });
  const blackPoint = page.getByRole('slider', { name: /^Black point of/ });
  const [firstThreshold, firstBlack] = [
    await threshold.inputValue(),
    await blackPoint.inputValue(),
  ];

  // A drag over half the track is one step, whatever lies between.
  const track = await threshold.boundingBox();
  if (!track) throw new Error('The threshold has no place on the page.');
  const y = track.y + track.height / 2;
  await page.mouse.move(track.x + track.width * Number(firstThreshold), y);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width * 0.7, y, { steps: 5 });
  await page.waitForTimeout(1200);
  await page.mouse.move(track.x + track.width * 0.85, y, { steps: 5 });
  await page.mouse.up();
  const lastThreshold = await threshold.inputValue();
  expect(Number(lastThreshold)).toBeGreaterThan(0.75);

  await blackPoint.focus();
  for (const _press of [1, 2, 3]) await page.keyboard.press('ArrowRight');
  const lastBlack = await blackPoint.inputValue();
  expect(lastBlack).not.toBe(firstBlack);

  await take(page, 'Brush');
  await drag(page, [0.2, 0.3], [0.4, 0.3]);
  await expect(stateLine(page)).toHaveText(/^1 object,/);

  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  const redo = page.getByRole('button', { name: 'Redo', exact: true });
  await undo.hover();
  await expect(page.getByRole('tooltip')).toHaveText(/^Undo: brush stroke/);
  await undo.click();
  await expect(stateLine(page)).toHaveText(/^0 objects,/);
  await expect(blackPoint).toHaveValue(lastBlack);
  await undo.click();
  await expect(blackPoint).toHaveValue(firstBlack);
  await expect(threshold).toHaveValue(lastThreshold);
  await undo.click();
  await expect(threshold).toHaveValue(firstThreshold);
  await expect(statusLine(page)).toHaveText(new RegExp(`^${count} objects`));
  await expect(undo).toBeDisabled();

  for (const _press of [1, 2, 3]) await page.keyboard.press('Control+Shift+Z');
  await expect(stateLine(page)).toHaveText(/^1 object,/);
  await expect(threshold).toHaveValue(lastThreshold);
  await expect(blackPoint).toHaveValue(lastBlack);
  await expect(redo).toBeDisabled();
});

test('deleted objects come back by the same keys, and go again', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 240, 160));
  const count = await segment(page);
  await page.getByRole('grid', { name: 'Objects' }).getByRole('row').nth(1).click();
  await page.keyboard.press('Delete');
  await expect(statusLine(page)).toHaveText(new RegExp(`^${count - 1} objects`));
  await page.keyboard.press('Control+z');
  await expect(statusLine(page)).toHaveText(new RegExp(`^${count} objects`));
  await page.keyboard.press('Control+y');
  await expect(statusLine(page)).toHaveText(new RegExp(`^${count - 1} objects`));
  await page.getByRole('button', { name: 'Bring deleted objects back' }).click();
  await expect(statusLine(page)).toHaveText(new RegExp(`^${count} objects`));
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
});
