import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, exportFile, objectCount, segment, test } from './journey.ts';
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

test('every sample can be opened by its address and has objects', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'More samples' }).click();
  const others = await page.getByRole('menuitem').allTextContents();
  expect(others.length).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  for (const title of others) {
    await page.goto('/');
    await page.getByRole('button', { name: 'More samples' }).click();
    await page.getByRole('menuitem', { name: title }).click();
    expect(await segment(page), title).toBeGreaterThan(0);
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
  const download = page.waitForEvent('download');
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Mask (PNG)' })).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.png$/);
});

test('nothing serious for people with assistive technology', async ({ page }) => {
  await page.goto('/');
  await expectAccessible(page, 'empty page');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await segment(page);
  await expectAccessible(page, 'with objects');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await expectAccessible(page, 'export menu');
});

async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole('button', { name, exact: true });
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`"${name}" cannot be reached with the Tab key.`);
}

async function expectAccessible(page: Page, state: string): Promise<void> {
  // Fading in, text has less contrast than it will have.
  await page.waitForTimeout(400);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect(serious, state).toEqual([]);
}
