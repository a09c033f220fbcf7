import type { Page } from '@playwright/test';
import { take } from './annotationTools.ts';
import { expect, openFiles, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import { savedFile } from './pageFiles.ts';
import { openProjectFile, waitUntilSaved } from './projectSteps.ts';
import { PAINTED_EDGE_PX, paintedCells, StrokeLog } from './strokeLog.ts';
import { button } from './trainingSteps.ts';

const stopped = (page: Page) => page.getByRole('heading', { name: 'Cellpane has stopped' });

/** Forgets the faults that a journey has provoked itself. */
function expectOnly(faults: string[], provoked: RegExp): void {
  expect(faults.filter((fault) => !provoked.test(fault))).toEqual([]);
  faults.length = 0;
}

test('a page that can not be drawn any more gives its project out, and has all of it after a reload', async ({
  page,
  faults,
}) => {
  const log = new StrokeLog();
  await page.goto('/');
  await openFiles(page, discsPng('painted.png', PAINTED_EDGE_PX, PAINTED_EDGE_PX));
  await take(page, 'Brush');
  await log.paint(page, 0);
  await waitUntilSaved(page);
  await log.paint(page, 1);
  // Counts are drawn with each stroke: that fails from now on, as through a fault of the page.
  await page.evaluate(() => {
    const fail = (): never => {
      throw new Error('A count that breaks the page.');
    };
    Number.prototype.toLocaleString = fail;
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', { get: fail });
  });
  await page.mouse.move(500, 500);
  await expect(stopped(page)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('A count that breaks the page.');
  await expect(page.getByRole('alert')).toContainText('Everything you did is saved');
  await expectForEveryone(page, 'a page that has stopped');
  const { bytes } = await savedFile(page, () => button(page, 'Export project').click());
  await expect(page.getByRole('status')).toHaveText('The project is in your downloads.');

  await button(page, 'Reload the page').click();
  await waitUntilSaved(page);
  await expect.poll(async () => [...(await paintedCells(page))]).toEqual([0, 1]);
  await openProjectFile(page, 'rescued.zip', bytes);
  await expect(page.getByText('was opened from its file')).toBeVisible();
  await waitUntilSaved(page);
  await expect.poll(async () => [...(await paintedCells(page))]).toEqual([0, 1]);
  expectOnly(faults, /A count that breaks the page/);
});

test('a part of the page that can not be fetched ends it with true words', async ({
  page,
  faults,
}) => {
  await page.route(/TrainPanel/, (route) => route.abort());
  await page.goto('/');
  await expect(stopped(page)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('No image was open, so nothing is lost.');
  await page.unroute(/TrainPanel/);
  await button(page, 'Reload the page').click();
  await expect(button(page, 'Open images')).toBeVisible();
  await expect(stopped(page)).toHaveCount(0);
  expectOnly(faults, /TrainPanel|Failed to load resource/);
});
