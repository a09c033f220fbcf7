import type { Page } from '@playwright/test';
import { drag, stateLine, take } from './annotationTools.ts';
import { expect, openFiles, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { fillDisk, waitUntilSaved } from './projectSteps.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  setNumber,
  waitForSteps,
} from './trainingSteps.ts';

/** Closes the tab as its cross does; tells whether the browser has asked first. The answer is stay. */
async function isAskedOnClose(page: Page): Promise<boolean> {
  const dialog = page.waitForEvent('dialog').catch(() => null);
  await page.close({ runBeforeUnload: true });
  const question = await dialog;
  await question?.dismiss();
  return question?.type() === 'beforeunload';
}

test('the browser asks before a tab is closed while its work is not on disk', async ({
  page,
  context,
  siteUrl,
}) => {
  await page.goto('about:blank');
  const tab = await context.newPage();
  await tab.goto(siteUrl);
  await openFiles(tab, discsPng('discs.png', 480, 480));
  await take(tab, 'Brush');
  await drag(tab, [0.2, 0.2], [0.4, 0.2]);
  await expect(stateLine(tab)).toHaveText(/^1 object/);
  await waitUntilSaved(tab);
  await fillDisk(tab, siteUrl);
  expect(await isAskedOnClose(tab)).toBe(true);
  await expect(stateLine(tab)).toHaveText(/^1 object/);
  await page.bringToFront();
});

test('a tab with nothing but saved work closes without a question', async ({ page, context }) => {
  await page.goto('about:blank');
  const tab = await context.newPage();
  await tab.goto('/');
  await openFiles(tab, discsPng('discs.png', 96, 96));
  await take(tab, 'Brush');
  await drag(tab, [0.2, 0.2], [0.4, 0.2]);
  await expect(stateLine(tab)).toHaveText(/^1 object/);
  await waitUntilSaved(tab);
  expect(await isAskedOnClose(tab)).toBe(false);
  const again = await context.newPage();
  await again.goto('/');
  await expect(stateLine(again)).toHaveText(/^1 object/);
  await again.close();
});

test('Ctrl+Z brings a closed image back with what was painted on it, also where it was kept', async ({
  page,
}) => {
  await page.goto('/');
  await openFiles(page, [discsPng('a.png', 96, 96), discsPng('b.png', 96, 96)]);
  const images = page.getByRole('list', { name: 'Images' }).getByRole('listitem');
  await expect(images).toHaveCount(2);
  await take(page, 'Brush');
  await drag(page, [0.2, 0.2], [0.4, 0.2]);
  await expect(stateLine(page)).toHaveText(/^1 object/);
  await page.getByRole('button', { name: 'Close a.png' }).click();
  await expect(images).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(images).toHaveCount(2);
  await expect(stateLine(page)).toHaveText(/^1 object/);
  await waitUntilSaved(page);
  await page.reload();
  await expect(images).toHaveCount(2);
  await expect(stateLine(page)).toHaveText(/^1 object/);
  await page.keyboard.press('Control+z');
  await expect(stateLine(page)).toHaveText(/^0 objects/);
});

test('the browser asks before a tab that trains is closed, and the training goes on', async ({
  page,
  context,
}) => {
  await page.goto('about:blank');
  const tab = await context.newPage();
  await tab.goto('/');
  await openAnnotated(tab, [discsWithLabels('one', 144, 144), discsWithLabels('two', 144, 144)]);
  await chooseTinyNetwork(tab);
  await setNumber(tab, 'Iterations', 2000);
  await button(tab, 'Train').click();
  await waitForSteps(tab, 3);
  await waitUntilSaved(tab);
  expect(await isAskedOnClose(tab)).toBe(true);
  await waitForSteps(tab, 10);
  await page.bringToFront();
});
