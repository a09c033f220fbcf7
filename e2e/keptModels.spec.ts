import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { chooseModel, expect, objectCount, openFiles, segment, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { answerWithFiles, savedFile } from './pageFiles.ts';

const NUCLEI = ['model.json', 'weights.bin', 'card.json'].map(
  (name) => `public/models/nuclei/${name}`,
);

/** Picks files by the button beside the list of models. */
function loadModel(page: Page, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  const press = () => page.getByRole('button', { name: 'Load a model' }).click();
  return answerWithFiles(page, press, files);
}

function modelBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Model' });
}

/** Titles on offer under `Yours`. */
async function ownModels(page: Page): Promise<string[]> {
  await modelBox(page).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  const group = page.getByRole('group', { name: 'Yours' });
  const titles = await group
    .getByRole('option')
    .locator('span > span:first-child')
    .allTextContents();
  await page.keyboard.press('Escape');
  return titles;
}

test('a loaded model is kept, renamed, segments like the shipped one, and is deleted with undo', async ({
  page,
}) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 144, 96));
  await chooseModel(page, /^Nuclei/);
  const shippedCount = await segment(page);

  await loadModel(page, NUCLEI);
  await expect(modelBox(page)).toHaveValue('Nuclei (fluorescence) (2)');
  await page.getByRole('button', { name: 'About this network' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('My nuclei');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'My nuclei' })).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await page.reload();
  expect(await ownModels(page)).toEqual(['My nuclei']);
  await openFiles(page, discsPng('discs.png', 144, 96));
  await chooseModel(page, /^My nuclei/);
  expect(await segment(page)).toBe(shippedCount);
  expect(shippedCount).toBeGreaterThan(3);

  await page.getByRole('button', { name: 'About this network' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(modelBox(page)).toHaveValue('Nuclei (fluorescence)');
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(modelBox(page)).toHaveValue('My nuclei');
  expect(await objectCount(page)).toBe(shippedCount);

  await page.getByRole('button', { name: 'About this network' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(modelBox(page)).toHaveValue('Nuclei (fluorescence)');
  await page.reload();
  await expect(modelBox(page)).toHaveValue('Nuclei (fluorescence)');
  expect(await ownModels(page)).toEqual([]);
});

test('the files of a model are saved as a ZIP file, which loads again like an image', async ({
  page,
}) => {
  await page.goto('/');
  await loadModel(page, NUCLEI);
  await expect(modelBox(page)).toHaveValue('Nuclei (fluorescence) (2)');
  await page.getByRole('button', { name: 'About this network' }).click();
  const { bytes } = await savedFile(page, async () => {
    await page.getByRole('button', { name: 'Export model' }).click();
    await page.getByRole('menuitem', { name: 'tfjs-layers (ZIP)' }).click();
  });
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual(['model.json', 'weights.bin', 'card.json']);
  expect(Buffer.from(files['weights.bin'] ?? []).equals(readFileSync(NUCLEI[1] ?? ''))).toBe(true);

  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await openFiles(page, { name: 'shared.zip', mimeType: 'application/zip', buffer: bytes });
  await expect(modelBox(page)).toHaveValue('Nuclei (fluorescence) (2) (2)');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.reload();
  expect(await ownModels(page)).toHaveLength(2);
});

test('files that are no model are refused with advice', async ({ page }) => {
  await page.goto('/');
  await expect(modelBox(page)).toHaveValue('Nuclei (fluorescence)');
  await loadModel(page, NUCLEI.slice(0, 1));
  await expect(page.getByRole('alert')).toContainText(/weights\.bin.*Choose model\.json/);
  await expect(modelBox(page)).toHaveValue('Nuclei (fluorescence)');
});

test('a tab that dies while a model is stored leaves it whole or not at all', async ({
  page,
  context,
}) => {
  // The page itself stays for the picture at the end, in a process that never holds the site.
  await page.goto('about:blank');
  let crashing = await context.newPage();
  await crashing.goto('/');
  await loadModel(crashing, NUCLEI);
  await expect(modelBox(crashing)).toHaveValue('Nuclei (fluorescence) (2)');
  for (const delayMs of [100, 200, 300, 450, 600]) {
    await loadModel(crashing, NUCLEI);
    await crashing.waitForTimeout(delayMs);
    const session = await context.newCDPSession(crashing);
    const crashed = crashing.waitForEvent('crash');
    session.send('Page.crash').catch(() => null);
    await crashed;
    await crashing.close();
    crashing = await context.newPage();
    await crashing.goto('/');
    await expect(modelBox(crashing)).toHaveValue('Nuclei (fluorescence)');
  }
  const titles = await ownModels(crashing);
  test.info().annotations.push({ type: 'whole models', description: `${titles.length} of 6` });
  expect(titles[0]).toBe('Nuclei (fluorescence) (2)');
  for (const [index] of titles.entries()) {
    const opened = discsPng(`discs-${index}.png`, 96, 96);
    await openFiles(crashing, opened);
    await modelBox(crashing).click();
    await crashing.getByRole('group', { name: 'Yours' }).getByRole('option').nth(index).click();
    await crashing
      .getByRole('list', { name: 'Images' })
      .getByRole('listitem', { name: opened.name, exact: true })
      .getByRole('button')
      .first()
      .click();
    expect(await segment(crashing)).toBe(4);
  }
  await page.bringToFront();
});

test('where the browser keeps nothing, a loaded model works and the page says so', async ({
  page,
}) => {
  await page.addInitScript(() => {
    navigator.storage.getDirectory = () =>
      Promise.reject(new DOMException('Storage is off.', 'SecurityError'));
  });
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 96, 96));
  await loadModel(page, NUCLEI);
  await expect(page.getByLabel('Messages')).toContainText('only kept until this page is closed');
  expect(await segment(page)).toBe(4);
});
