import type { Page } from '@playwright/test';
import { expect, exportFile, objectCount, segment, statusLine, test } from './journey.ts';
import { savedFile } from './pageFiles.ts';
import { readCsv, readLabels } from './readBack.ts';

test('the first sample: from one click to exported objects', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  const count = await segment(page);
  expect(count).toBeGreaterThan(5);
  const labels = await readLabels((await exportFile(page, 'Label image (TIFF)')).bytes);
  expect(labels.objectCount).toBe(count);
  const table = readCsv((await exportFile(page, 'Measurements (CSV)')).bytes);
  expect(table.rows).toHaveLength(count);
});

test('every sample can be opened from the menu and has objects', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'More samples' }).click();
  const others = await page.getByRole('menuitem').allTextContents();
  expect(others.length).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  for (const title of others) {
    await page.goto('/');
    await page.getByRole('button', { name: 'More samples' }).click();
    await page.getByRole('menuitem', { name: title }).click();
    await page.getByRole('button', { name: 'Segment', exact: true }).click();
    // A busy computer may need so long for the large one that the page asks first.
    const start = page.getByRole('button', { name: 'Start', exact: true });
    await expect(statusLine(page).or(start)).toBeVisible({ timeout: 120_000 });
    if (await start.isVisible()) await start.click();
    expect(await objectCount(page), title).toBeGreaterThan(0);
  }
});

test('settings change the objects without a new run', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  const before = await segment(page);
  const slider = page.getByRole('slider', { name: 'Minimum size' });
  await slider.focus();
  await slider.press('End');
  await expect.poll(() => objectCount(page)).toBeLessThan(before);
  await expect(page.getByRole('progressbar', { name: 'Segmentation' })).toHaveCount(0);
});

test('the whole way by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await tabTo(page, 'Try a sample');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await tabTo(page, 'Segment');
  await page.keyboard.press('Enter');
  expect(await objectCount(page)).toBeGreaterThan(0);
  await tabTo(page, 'Export');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Label image (TIFF)' })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Mask (PNG)' })).toBeFocused({ timeout: 200 });
  }).toPass();
  const { name } = await savedFile(page, () => page.keyboard.press('Enter'));
  expect(name).toMatch(/\.png$/);
});

async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole('button', { name, exact: true });
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`"${name}" cannot be reached with the Tab key.`);
}
