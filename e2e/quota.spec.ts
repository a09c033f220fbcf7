import type { Page } from '@playwright/test';
import { take } from './annotationTools.ts';
import { expect, exportFile, openFiles, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import { savedFile } from './pageFiles.ts';
import { fillDisk, openProjectFile, projectBar, setQuota, waitUntilSaved } from './projectSteps.ts';
import { PAINTED_EDGE_PX, paintedCells, StrokeLog } from './strokeLog.ts';

/** Checksums of all files that are stored, by path. */
function storedFiles(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const found: Record<string, string> = {};
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === 'directory') {
          await walk(handle as FileSystemDirectoryHandle, `${path}${name}/`);
        } else {
          const file = await (handle as FileSystemFileHandle).getFile();
          const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
          found[`${path}${name}`] = String(new Uint8Array(digest));
        }
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    return found;
  });
}

const alerts = (page: Page) => page.getByRole('alert');

test('a full disk: one alert, all goes on in memory, and saving resumes by itself', async ({
  page,
  siteUrl,
}) => {
  const log = new StrokeLog();
  await page.goto('/');
  await openFiles(page, discsPng('painted.png', PAINTED_EDGE_PX, PAINTED_EDGE_PX));
  await take(page, 'Brush');
  await log.paint(page, 0);
  await waitUntilSaved(page);
  const before = await storedFiles(page);
  expect(Object.keys(before).length).toBeGreaterThan(0);

  await fillDisk(page, siteUrl);
  await expect(alerts(page)).toHaveCount(1);
  await expect(alerts(page)).toContainText(/space/i);
  await expectForEveryone(page, 'a full disk');
  await page.getByText('Annotation', { exact: true }).click();
  for (const cell of [1, 2, 3, 4]) await log.paint(page, cell);
  await log.undo(page);
  expect(await paintedCells(page)).toEqual(new Set([0, 1, 2, 3]));
  expect((await exportFile(page, 'Measurements (CSV)')).bytes.length).toBeGreaterThan(1000);
  await alerts(page).getByRole('button', { name: 'Try again' }).click();
  await expect(projectBar(page)).toContainText('Not saved');
  await expect(alerts(page)).toHaveCount(1);
  expect(await storedFiles(page)).toMatchObject(before);

  await setQuota(page, siteUrl, null);
  await waitUntilSaved(page);
  await expect(alerts(page)).toHaveCount(0);
  await page.reload();
  await waitUntilSaved(page);
  await expect(page.getByRole('listitem', { name: 'painted.png' })).toContainText('100 objects');
  await expect.poll(async () => [...(await paintedCells(page))]).toEqual([0, 1, 2, 3]);
  await take(page, 'Brush');
  for (let stroke = 0; stroke < 4; stroke++) await page.keyboard.press('Control+z');
  await expect.poll(async () => (await paintedCells(page)).size).toBe(0);
});

test('what a full disk did not take goes out as a project file and comes in again', async ({
  page,
  siteUrl,
}) => {
  const log = new StrokeLog();
  await page.goto('/');
  await openFiles(page, discsPng('painted.png', PAINTED_EDGE_PX, PAINTED_EDGE_PX));
  await take(page, 'Brush');
  await log.paint(page, 0);
  await waitUntilSaved(page);
  await fillDisk(page, siteUrl);
  await page.getByText('Annotation', { exact: true }).click();
  await log.paint(page, 1);
  const { bytes } = await savedFile(page, () =>
    alerts(page).getByRole('button', { name: 'Export project' }).click(),
  );
  await setQuota(page, siteUrl, null);
  await waitUntilSaved(page);
  await openProjectFile(page, 'rescued.zip', bytes);
  await expect(page.getByText('was opened from its file')).toBeVisible();
  await waitUntilSaved(page);
  await expect.poll(async () => [...(await paintedCells(page))]).toEqual([0, 1]);
});
