import type { Page } from '@playwright/test';
import { expect, openFiles, segment, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { inOwnBrowser } from './ownBrowser.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  setNumber,
  stepsDone,
  waitForSteps,
} from './trainingSteps.ts';

/** Long enough for whatever counts seconds to notice; SLEEP_SECONDS asks for longer. */
const SLEEP_MS = 1000 * Number(process.env['SLEEP_SECONDS'] ?? 4);

async function startTraining(page: Page, iterations: number): Promise<void> {
  await openAnnotated(page, [discsWithLabels('one', 144, 144), discsWithLabels('two', 144, 144)]);
  await chooseTinyNetwork(page);
  await setNumber(page, 'Iterations', iterations);
  await button(page, 'Train').click();
}

test('a tab in the background segments and trains to the end: nothing waits for a frame', async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
    Object.defineProperty(document, 'hidden', { get: () => true });
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  });
  await page.goto('/');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await openFiles(page, discsPng('discs.png', 96, 96));
  expect(await segment(page)).toBe(4);
  await startTraining(page, 60);
  await expect(button(page, 'Keep best')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/^Training finished after 60 steps/).first()).toBeVisible();
});

test('a computer that slept: segmenting and training go on where they were', async ({
  siteUrl,
}) => {
  await inOwnBrowser(`${siteUrl}/?backend=wasm`, async ({ page, processIds }) => {
    const ids = await processIds();
    const sleep = async () => {
      for (const id of ids) process.kill(id, 'SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, SLEEP_MS));
      for (const id of ids.toReversed()) process.kill(id, 'SIGCONT');
    };
    await startTraining(page, 1500);
    await waitForSteps(page, 20);
    const before = await stepsDone(page);
    await sleep();
    await waitForSteps(page, before + 20);
    await openFiles(page, discsPng('large.png', 960, 960));
    await button(page, 'Segment').click();
    await expect(page.getByRole('progressbar', { name: 'Segmentation' })).toBeVisible();
    await sleep();
    await expect(page.getByRole('status').filter({ hasText: /^400 objects/ })).toBeVisible({
      timeout: 120_000,
    });
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByText(/fresh worker|failed/)).toHaveCount(0);
  });
});

test('closing the page while it trains: the browser asks first', async ({ page }) => {
  await page.goto('/');
  await startTraining(page, 2000);
  await waitForSteps(page, 5);
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  const steps = await stepsDone(page);
  await waitForSteps(page, steps + 5);
});
