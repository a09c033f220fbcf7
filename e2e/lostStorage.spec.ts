import type { Browser, Page } from '@playwright/test';
import { drag, paintWith, stateLine, take } from './annotationTools.ts';
import { expect, exportFile, openFiles, segment, statusLine, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { openProjectFile, waitUntilSaved } from './projectSteps.ts';
import { readLabels } from './readBack.ts';

const annotated = (page: Page) => expect(stateLine(page));

/** A segmented image with one stroke, saved. */
async function openWork(page: Page): Promise<void> {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 192, 192));
  expect(await segment(page)).toBe(16);
  await take(page, 'Brush');
  await paintWith(page, 'New object');
  await drag(page, [0.2, 0.2], [0.3, 0.2]);
  await annotated(page).toHaveText(/^1 object,/);
  await waitUntilSaved(page);
}

/** Removes what the browser keeps of the page, under its feet. */
async function clearStorage(page: Page, storageTypes: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes });
}

/** Names in the root of the page's own files. */
function storedFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names: string[] = [];
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) names.push(name);
    return names;
  });
}

/** Exports the project and opens its file in a browser that has kept nothing: all is there. */
async function expectWholeFile(page: Page, browser: Browser, strokes: RegExp): Promise<void> {
  const { bytes } = await exportFile(page, 'Project (ZIP)');
  await expect(page.getByRole('alert')).toHaveCount(0);
  const other = await browser.newPage();
  await other.goto(new URL(page.url()).origin);
  await openProjectFile(other, 'whole.zip', Buffer.from(bytes));
  await expect(stateLine(other)).toHaveText(strokes);
  await expect(statusLine(other)).toHaveText(/^16 objects/);
  await other.close();
}

for (const [what, types] of [
  ['the database', 'indexeddb'],
  ['everything', 'all'],
] as const) {
  test(`${what} of an open project removed from outside: the next stroke stores it all again`, async ({
    page,
  }) => {
    await openWork(page);
    await clearStorage(page, types);
    await drag(page, [0.6, 0.6], [0.7, 0.6]);
    await annotated(page).toHaveText(/^2 objects,/);
    await expect(page.getByText('Everything is saved again.')).toBeVisible({ timeout: 30_000 });
    await waitUntilSaved(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
    const prediction = await readLabels((await exportFile(page, 'Label image (TIFF)')).bytes);
    expect(prediction.objectCount).toBe(16);
    await page.reload();
    await annotated(page).toHaveText(/^2 objects,/);
    await expect(statusLine(page)).toHaveText(/^16 objects/);
    await page.keyboard.press('Control+z');
    await annotated(page).toHaveText(/^1 object,/);
  });
}

for (const [what, types] of [
  ['the database', 'indexeddb'],
  ['the files', 'file_systems'],
] as const) {
  test(`${what} of an open project removed from outside: it is exported whole`, async ({
    page,
    browser,
  }) => {
    await openWork(page);
    await clearStorage(page, types);
    if (types === 'file_systems') expect(await storedFiles(page)).toEqual([]);
    await expectWholeFile(page, browser, /^1 object,/);
    await page.reload();
    await annotated(page).toHaveText(/^1 object,/);
    await expect(statusLine(page)).toHaveText(/^16 objects/);
  });
}
