import type { Page } from '@playwright/test';
import { stateLine, take } from './annotationTools.ts';
import { expect, openFiles, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import {
  projectRow,
  projectsDialog,
  projectTitles,
  showProjects,
  waitUntilSaved,
} from './projectSteps.ts';
import { PAINTED_EDGE_PX, paintedCells, StrokeLog } from './strokeLog.ts';

const painted = discsPng('painted.png', PAINTED_EDGE_PX, PAINTED_EDGE_PX);

const lostDialog = (page: Page) =>
  page.getByRole('dialog', { name: 'This project is open in another tab' });

const noImage = (page: Page) => page.getByText('No image is open.');

async function paintAll(page: Page, cells: readonly number[]): Promise<void> {
  const log = new StrokeLog();
  await take(page, 'Brush');
  for (const cell of cells) await log.paint(page, cell);
}

async function expectCells(page: Page, cells: readonly number[]): Promise<void> {
  await expect(async () => {
    expect([...(await paintedCells(page))].toSorted((a, b) => a - b)).toEqual(cells);
  }).toPass({ timeout: 60_000 });
}

/** Opens the one project of another tab and answers the question whether it may. */
async function takeOver(page: Page): Promise<void> {
  await showProjects(page);
  await expect(projectRow(page, 'painted')).toContainText('open in another tab');
  await projectRow(page, 'painted').getByRole('button', { name: 'Open painted' }).click();
  await page.getByRole('button', { name: 'Open here' }).click();
  await expect(page.getByRole('list', { name: 'Images' }).getByRole('listitem')).toHaveCount(1);
  await waitUntilSaved(page);
}

test('two tabs on one project: taken over and back, every stroke ends up in it once', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await openFiles(page, painted);
  await paintAll(page, [0, 1]);
  await waitUntilSaved(page);

  const second = await context.newPage();
  await second.goto('/');
  await expect(noImage(second)).toBeVisible();
  // A stroke that is still on its way when the other tab asks for the project.
  await page.bringToFront();
  await paintAll(page, [2]);
  await second.bringToFront();
  await takeOver(second);
  await expectCells(second, [0, 1, 2]);

  await expect(lostDialog(page)).toBeVisible();
  await page.bringToFront();
  await expectForEveryone(page, 'a project that another tab has');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.mouse.click(600, 400);
  await expect(lostDialog(page)).toBeVisible();
  await second.bringToFront();
  await paintAll(second, [3, 4]);
  await page.bringToFront();
  await lostDialog(page).getByRole('button', { name: 'Take it back' }).click();
  await expect(lostDialog(page)).toHaveCount(0);
  await waitUntilSaved(page);
  await expectCells(page, [0, 1, 2, 3, 4]);
  await expect(lostDialog(second)).toBeVisible();

  // All that the tab holding it was asked to do is undone here, one stroke each.
  for (let stroke = 0; stroke < 5; stroke++) await page.keyboard.press('Control+z');
  await expectCells(page, []);
  for (let stroke = 0; stroke < 5; stroke++) await page.keyboard.press('Control+Shift+Z');
  await expectCells(page, [0, 1, 2, 3, 4]);
  await waitUntilSaved(page);
  await second.close();
  await page.reload();
  await waitUntilSaved(page);
  await expectCells(page, [0, 1, 2, 3, 4]);
});

test('a tab that lost its project can open another; a closed tab frees its own', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await openFiles(page, painted);
  await paintAll(page, [5]);
  await waitUntilSaved(page);
  const second = await context.newPage();
  await second.goto('/');
  await openFiles(second, discsPng('second.png', 96, 96));
  await waitUntilSaved(second);
  await takeOver(second);

  await page.bringToFront();
  await lostDialog(page).getByRole('button', { name: 'Open another project' }).click();
  await expect.poll(() => projectTitles(page)).toEqual(['second', 'painted']);
  await projectRow(page, 'second').getByRole('button', { name: 'Open second' }).click();
  await expect(projectsDialog(page)).toHaveCount(0);
  await expect(page.getByRole('listitem', { name: 'second.png' })).toBeVisible();

  await second.close();
  const third = await context.newPage();
  await third.goto('/');
  await waitUntilSaved(third);
  await expectCells(third, [5]);
  // A tab in the background does not draw.
  await page.bringToFront();
  await expect(lostDialog(page)).toHaveCount(0);
});

test('a tab that answers nothing loses its project all the same, and what it does later is not stored', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await openFiles(page, painted);
  await paintAll(page, [7, 8]);
  await waitUntilSaved(page);
  // The page's own thread stands still, as in a dialog of the system.
  const stalled = page.evaluate(() => {
    const end = performance.now() + 6000;
    while (performance.now() < end);
  });
  const second = await context.newPage();
  await second.goto('/');
  await takeOver(second);
  await expectCells(second, [7, 8]);
  await paintAll(second, [9]);
  await expect(stateLine(second)).toHaveText(/^3 objects/);
  await waitUntilSaved(second);
  await stalled;
  await page.bringToFront();
  await expect(lostDialog(page)).toBeVisible();
  await second.bringToFront();
  await second.reload();
  await waitUntilSaved(second);
  await expectCells(second, [7, 8, 9]);
  await page.bringToFront();
});
