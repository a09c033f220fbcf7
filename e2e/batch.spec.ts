import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expect, test } from './journey.ts';
import { discsPng, halfOf, type MadeFile } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import { answerWithFiles, savedFile } from './pageFiles.ts';
import { readLabels } from './readBack.ts';

const IMAGES = [
  discsPng('a.png', 192, 192),
  discsPng('deep/b.png', 192, 144),
  halfOf(discsPng('c.png', 192, 192), 'c.png'),
  discsPng('d.png', 144, 144),
];
const NOTES: MadeFile = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hi') };

/** Folders of the browser's own files stand in for those that a dialog would hand out. */
async function givePickedFolders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const pick = async ({ id }: { id: string }) =>
      (await navigator.storage.getDirectory()).getDirectoryHandle(id, { create: true });
    Object.assign(window, { showDirectoryPicker: pick });
  });
}

async function fillFolder(page: Page, files: readonly MadeFile[]): Promise<void> {
  const given = files.map(({ name, buffer }) => ({
    path: name,
    base64: buffer.toString('base64'),
  }));
  await page.evaluate(async (list) => {
    const root = await navigator.storage.getDirectory();
    for (const { path, base64 } of list) {
      const parts = path.split('/');
      let folder = await root.getDirectoryHandle('cellpane-images', { create: true });
      for (const part of parts.slice(0, -1)) {
        folder = await folder.getDirectoryHandle(part, { create: true });
      }
      const file = await folder.getFileHandle(parts.at(-1) ?? '', { create: true });
      const stream = await file.createWritable();
      await stream.write(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
      await stream.close();
    }
  }, given);
}

/** A file of the results. */
async function readResult(page: Page, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await page.evaluate(async (wanted) => {
    const root = await navigator.storage.getDirectory();
    let folder = await root.getDirectoryHandle('cellpane-results');
    const parts = wanted.split('/');
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
    const file = await (await folder.getFileHandle(parts.at(-1) ?? '')).getFile();
    return [...new Uint8Array(await file.arrayBuffer())];
  }, path);
  return Uint8Array.from(bytes);
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Segment a folder' });
const row = (page: Page, name: string) => dialog(page).getByRole('row').filter({ hasText: name });

async function press(page: Page, name: string): Promise<void> {
  await dialog(page).getByRole('button', { name, exact: true }).click();
}

test('a folder is segmented into another; a reload in the middle costs no file that was done', async ({
  page,
}) => {
  await givePickedFolders(page);
  await page.goto('/?backend=wasm');
  await fillFolder(page, [...IMAGES, NOTES]);
  await page.getByRole('button', { name: 'Segment a folder…' }).click();
  await press(page, 'Choose the folder of images');
  await expect(dialog(page)).toContainText('4 images, 1 other file skipped');
  await press(page, 'Choose the folder for the results');
  await expectForEveryone(page, 'batch to be set up');
  await press(page, 'Start');
  await press(page, 'Pause');
  await expect(dialog(page)).toContainText('1 of 4 · paused');
  await press(page, 'Skip d.png');
  await expectForEveryone(page, 'paused batch');

  await page.reload();
  const offer = page.getByRole('region', { name: 'Interrupted batch' });
  await expect(offer).toContainText('2 of 4 images done');
  await offer.getByRole('button', { name: 'Resume' }).click();
  await expect(dialog(page)).toContainText('28 objects in 2 images');
  await expect(dialog(page)).toContainText('1 failed · 1 skipped · done');
  await expect(row(page, 'c.png')).toContainText(/Failed: .*ends/);
  await press(page, 'Retry d.png');
  await expect(dialog(page)).toContainText('37 objects in 3 images');

  const [header, ...lines] = new TextDecoder()
    .decode(await readResult(page, 'summary.csv'))
    .trimEnd()
    .split('\n');
  expect(header).toMatch(/^image,plane,object_count,/);
  expect(lines.map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
    'a.png 1 16',
    'c.png  ',
    'd.png 1 9',
    'deep/b.png 1 12',
  ]);
  const labels = await readLabels(await readResult(page, 'deep/b.labels.tif'));
  expect(labels).toMatchObject({ width: 192, height: 144, objectCount: 12 });
  const run = JSON.parse(new TextDecoder().decode(await readResult(page, 'run.json')));
  expect(run).toMatchObject({ model: 'nuclei', backend: 'wasm', failures: [{ file: 'c.png' }] });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Images' }).getByRole('listitem')).toHaveCount(0);
});

test('without access to folders, the results come as one ZIP file', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showDirectoryPicker'));
  const folder = join(mkdtempSync(join(tmpdir(), 'batch-')), 'plate 1');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  for (const { name, buffer } of IMAGES.slice(0, 2)) writeFileSync(join(folder, name), buffer);
  await page.goto('/?backend=wasm');
  await page.getByRole('button', { name: 'Segment a folder…' }).click();
  await answerWithFiles(page, () => press(page, 'Choose the folder of images'), folder);
  await expect(dialog(page)).toContainText('plate 1: 2 images');
  const { name, bytes } = await savedFile(page, () => press(page, 'Start'));
  expect(name).toBe('plate 1-results.zip');
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual([
    'a.labels.tif',
    'a.objects.csv',
    'deep/b.labels.tif',
    'deep/b.objects.csv',
    'run.json',
    'summary.csv',
  ]);
  const labels = await readLabels(Uint8Array.from(files['deep/b.labels.tif'] ?? []));
  expect(labels).toMatchObject({ objectCount: 12 });
});
