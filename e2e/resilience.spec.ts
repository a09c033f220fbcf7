import type { Locator, Page } from '@playwright/test';
import { expect, objectCount, openFiles, segment, statusLine, test } from './journey.ts';
import { discsPng, halfOf } from './madeImages.ts';

function imageItem(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'Images' }).getByRole('listitem').filter({ hasText: name });
}

test('a damaged file among good ones is named in an alert, the others are segmented', async ({
  page,
}) => {
  await page.goto('/');
  const first = discsPng('first.png', 144, 96);
  const last = discsPng('last.png', 96, 144);
  await openFiles(page, [first, halfOf(first, 'damaged.png'), last]);
  await expect(page.getByRole('alert')).toContainText('damaged.png');
  await page.getByRole('button', { name: 'Segment all' }).click();
  await imageItem(page, 'first.png').getByRole('button').first().click();
  expect(await objectCount(page)).toBe(6);
  await imageItem(page, 'last.png').getByRole('button').first().click();
  expect(await objectCount(page)).toBe(6);
});

test('a file that is no picture is refused with advice', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, {
    name: 'notes.tif',
    mimeType: 'image/tiff',
    buffer: Buffer.from('These are notes, not a picture.'),
  });
  await expect(page.getByRole('alert')).toContainText('notes.tif');
  await expect(page.getByRole('button', { name: 'Segment', exact: true })).toBeDisabled();
});

test('cancel stops soon, tells of no objects, and the next run works', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, discsPng('large.png', 1200, 1200));
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  const progress = page.getByRole('progressbar', { name: 'Segmentation' });
  await expect(progress).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toBeHidden({ timeout: 3000 });
  await expect(statusLine(page)).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await openFiles(page, discsPng('small.png', 96, 96));
  await imageItem(page, 'small.png').getByRole('button').first().click();
  expect(await segment(page)).toBe(4);
});

test('the page never scrolls sideways, down to a narrow window', async ({ page }) => {
  for (const width of [1440, 1024, 768, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/');
    const overflowPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflowPx, `at ${width} px`).toBeLessThanOrEqual(0);
  }
});

test('a whole run on WebGPU', async ({ page }) => {
  // A software GPU takes seconds for what a real one does in milliseconds.
  test.setTimeout(400_000);
  await page.goto('/?backend=webgpu');
  await openFiles(page, discsPng('tiny.png', 48, 48));
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  await expect(statusLine(page)).toBeVisible({ timeout: 300_000 });
  await expect(statusLine(page)).toHaveText(/^1 objects/);
  await expect(page.getByRole('button', { name: /engine/i })).toHaveAccessibleName(/webgpu/i);
});
