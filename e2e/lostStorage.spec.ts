import type { Page } from '@playwright/test';
import { drag, paintWith, stateLine, take } from './annotationTools.ts';
import { expect, exportFile, openFiles, segment, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { projectBar, waitUntilSaved } from './projectSteps.ts';
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

for (const [what, types] of [
  ['the database', 'indexeddb'],
  ['everything', 'all'],
] as const) {
  test(`${what} of an open project removed from outside: the page says so, and the work goes on`, async ({
    page,
  }) => {
    await openWork(page);
    await clearStorage(page, types);
    await drag(page, [0.6, 0.6], [0.7, 0.6]);
    await annotated(page).toHaveText(/^2 objects,/);
    await expect(projectBar(page)).toContainText('Not saved', { timeout: 30_000 });
    await expect(page.getByRole('alert').first()).toContainText(/not in this browser any more/);
    const prediction = await readLabels((await exportFile(page, 'Label image (TIFF)')).bytes);
    expect(prediction.objectCount).toBe(16);
    const annotation = await readLabels((await exportFile(page, 'Annotation (TIFF)')).bytes);
    expect(annotation.objectCount).toBe(2);
  });
}
