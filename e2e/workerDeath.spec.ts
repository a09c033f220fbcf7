import type { Page } from '@playwright/test';
import { drag, paintWith, stateLine, take } from './annotationTools.ts';
import {
  expect,
  exportFile,
  objectCount,
  openFiles,
  segment,
  statusLine,
  test,
} from './journey.ts';
import { discsPng } from './madeImages.ts';
import { waitUntilSaved } from './projectSteps.ts';
import { readCsv } from './readBack.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  setNumber,
  waitForSteps,
} from './trainingSteps.ts';
import { killWorkers, limitArrays } from './workerFaults.ts';

const annotatedCount = (page: Page) => expect(stateLine(page));

test('image, annotation and project worker die: pixels, objects and strokes come back, work goes on', async ({
  page,
}) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 192, 192));
  expect(await segment(page)).toBe(16);
  await take(page, 'Brush');
  await paintWith(page, 'New object');
  await drag(page, [0.2, 0.2], [0.3, 0.2]);
  await annotatedCount(page).toHaveText(/^1 object,/);
  await waitUntilSaved(page);

  await killWorkers(page, 'annotation');
  await drag(page, [0.6, 0.6], [0.7, 0.6]);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/last edit of discs\.png was not done.*do the edit again/);
  await alert.getByRole('button').click();
  await drag(page, [0.6, 0.6], [0.7, 0.6]);
  await annotatedCount(page).toHaveText(/^2 objects,/);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await annotatedCount(page).toHaveText(/^0 objects,/);
  await page.keyboard.press('Control+Shift+z');
  await annotatedCount(page).toHaveText(/^1 object,/);

  await killWorkers(page, 'project');
  await drag(page, [0.8, 0.8], [0.9, 0.8]);
  await annotatedCount(page).toHaveText(/^2 objects,/);
  await waitUntilSaved(page);

  await killWorkers(page, 'image');
  const slider = page.getByRole('slider', { name: 'Minimum size' });
  await slider.focus();
  await slider.press('ArrowRight');
  await expect(page.getByText(/was started again; 1 image is back/).first()).toBeVisible();
  expect(await objectCount(page)).toBe(16);
  const { bytes } = await exportFile(page, 'Measurements (CSV)');
  expect(readCsv(bytes).rows).toHaveLength(16);

  await page.reload();
  await annotatedCount(page).toHaveText(/^2 objects,/, { timeout: 30_000 });
  expect(await objectCount(page)).toBe(16);
});

test('engine workers die in the middle of a run: it goes on with fresh ones, with the right result', async ({
  page,
}) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 960, 960));
  await button(page, 'Segment').click();
  await expect(page.getByRole('progressbar', { name: 'Segmentation' })).toBeVisible();
  await killWorkers(page, 'engine');
  await expect(statusLine(page)).toHaveText(/^400 objects/, { timeout: 120_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the image worker dies in the middle of a run: an alert, and the next run works', async ({
  page,
}) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 960, 960));
  await waitUntilSaved(page);
  await button(page, 'Segment').click();
  await expect(page.getByRole('progressbar', { name: 'Segmentation' })).toBeVisible();
  await killWorkers(page, 'image');
  await expect(page.getByRole('progressbar', { name: 'Segmentation' })).toBeHidden({
    timeout: 60_000,
  });
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(button(page, 'Segment')).toBeEnabled({ timeout: 30_000 });
  expect(await segment(page)).toBe(400);
});

test('the decoder of a file dies: an alert names the file, and the next file opens', async ({
  page,
}) => {
  await page.goto('/');
  await expect(button(page, 'Try a sample')).toBeVisible();
  let killCount = 0;
  page.on('worker', (worker) => {
    if (!worker.url().includes('/decode.worker-') || killCount++ > 0) return;
    // It dies before it can answer.
    worker.evaluate(() => self.close()).catch(() => null);
  });
  await openFiles(page, discsPng('large.png', 2400, 2400));
  await expect(page.getByRole('alert')).toContainText('large.png', { timeout: 60_000 });
  await openFiles(page, discsPng('small.png', 96, 96));
  expect(await segment(page)).toBe(4);
});

test('every worker of a training dies once: the run goes on to its end', async ({ page }) => {
  await page.goto('/');
  await openAnnotated(page, [discsWithLabels('one', 144, 144), discsWithLabels('two', 144, 144)]);
  await chooseTinyNetwork(page);
  await setNumber(page, 'Iterations', 600);
  await button(page, 'Train').click();
  await waitForSteps(page, 20);
  await killWorkers(page, 'sampling');
  await waitForSteps(page, 120);
  await killWorkers(page, 'validation');
  await waitForSteps(page, 220);
  await killWorkers(page, 'engine');
  await expect(button(page, 'Keep best')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/^Training finished after 600 steps/).first()).toBeVisible();
});

test('memory that runs out in a worker ends one action with words, not the page', async ({
  page,
}) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 192, 192));
  expect(await segment(page)).toBe(16);
  const threshold = page.getByRole('slider', { name: 'Threshold' });
  const words = page.getByRole('alert').filter({ hasText: /not enough memory/ });
  await limitArrays(page, 'image', 1000);
  await threshold.press('ArrowRight');
  await expect(words).toBeVisible();
  await limitArrays(page, 'image', null);
  await threshold.press('ArrowRight');
  await exportFile(page, 'Label image (TIFF)');
  expect(await objectCount(page)).toBe(16);

  await limitArrays(page, 'annotation', 1000);
  await button(page, 'Use prediction as annotation').click();
  await expect(words.last()).toBeVisible();
  await limitArrays(page, 'annotation', null);
  await button(page, 'Use prediction as annotation').click();
  await annotatedCount(page).toHaveText(/^16 objects,/);
});
