import type { Page } from 'playwright-core';
import { AppError } from '#lib/errors.ts';
import { simulatedImage } from './userSession.ts';

const DEADLINE_MS = 30_000;

/**
 * Folders of the browser's own files stand in for those that its dialog would hand out. As text: what
 * the compiler adds to functions is unknown in the page.
 */
const HAND_OUT_FOLDERS = `window.showDirectoryPicker = async ({ id }) =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(id, { create: true });`;

/** Segments a folder of that many images into another; `onImages` hears how many are done. */
export async function segmentFolder(
  page: Page,
  count: number,
  onImages: (done: number) => Promise<void>,
): Promise<void> {
  await page.evaluate(HAND_OUT_FOLDERS);
  const variants = [1, 2, 3, 4].map((seed) => simulatedImage(`nuclei-${seed}.tif`, seed));
  const encoded = variants.map(({ buffer }) => buffer.toString('base64'));
  await page.evaluate(fillFolder, { encoded, count });
  await page.getByRole('button', { name: 'Segment a folder…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Segment a folder' });
  const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click();
  await press('Choose the folder of images');
  await dialog.getByText(`${count.toLocaleString('en')} images`).waitFor({ timeout: DEADLINE_MS });
  await press('Choose the folder for the results');
  await dialog.getByText('cellpane-results').waitFor();
  await press('Start');
  const bar = dialog.getByRole('progressbar', { name: 'Batch' });
  for (let text = ''; !/ · done$/.test(text); await page.waitForTimeout(200)) {
    text = (await bar.getAttribute('aria-valuetext')) ?? '';
    const done = /([\d,]+) of [\d,]+/.exec(text)?.[1] ?? '0';
    await onImages(Number(done.replaceAll(',', '')));
    if (/failed/.test(text)) throw new AppError('internal', `Files of the batch failed: ${text}`);
  }
}

/** In the page: a folder of `count` files with these contents in turn. */
async function fillFolder(wish: {
  readonly encoded: readonly string[];
  readonly count: number;
}): Promise<void> {
  const contents = wish.encoded.map((text) =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
  );
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('cellpane-images', { create: true });
  for (let index = 0; index < wish.count; index++) {
    const file = await folder.getFileHandle(`nuclei-${index + 1}.tif`, { create: true });
    const stream = await file.createWritable();
    await stream.write(contents[index % contents.length] ?? '');
    await stream.close();
  }
}
