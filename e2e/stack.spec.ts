import type { Page } from '@playwright/test';
import { encode } from 'fast-png';
import { unzipSync } from 'fflate';
import { stateLine } from './annotationTools.ts';
import {
  chooseModel,
  expect,
  openExportDialog,
  openFiles,
  segment,
  statusLine,
  test,
} from './journey.ts';
import { expectForEveryone } from './pageChecks.ts';
import { savedFile } from './pageFiles.ts';
import { waitUntilSaved } from './projectSteps.ts';

/** A time point with some of twelve bright discs. */
function frame(name: string, discCount: number) {
  const [width, height] = [192, 144];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const disc = Math.floor(y / 48) * 4 + Math.floor(x / 48);
      const distance = Math.hypot((x % 48) - 24, (y % 48) - 24);
      const bright = disc < discCount ? 180 / (1 + Math.exp(distance - 12)) : 0;
      data[y * width + x] = Math.round(20 + bright);
    }
  }
  // Without compression, as long as each other.
  const png = encode({ width, height, data, channels: 1, depth: 8 }, { zlib: { level: 0 } });
  return { name, mimeType: 'image/png', buffer: Buffer.from(png) };
}

const COUNTS = [12, 9, 5];

async function openSeries(page: Page): Promise<void> {
  await openFiles(
    page,
    COUNTS.map((count, t) => frame(`well--T0000${t}--Z000.png`, count)),
  );
  const question = page.getByRole('dialog', { name: '3 files look like one series' });
  await expect(question).toContainText('well--T00000-00002--Z000.png: 3 time points');
  await question.getByRole('button', { name: 'Open as one image' }).click();
}

const bars = (page: Page) =>
  page.getByRole('group', { name: 'Objects by plane' }).getByRole('button');

test('files of a movie are one image: all planes segmented, counted, and there after a reload', async ({
  page,
}) => {
  await page.goto('/');
  await openSeries(page);
  const images = page.getByRole('list', { name: 'Images', exact: true }).getByRole('listitem');
  await expect(images).toHaveCount(1);
  const time = page.getByRole('slider', { name: 'Time', exact: true });
  await expect(time).toHaveAttribute('aria-valuetext', '1 of 3');

  await chooseModel(page, /nuclei/i);
  await page.getByRole('button', { name: 'Segment all planes' }).click();
  await expect(bars(page)).toHaveCount(3, { timeout: 60_000 });
  await expect(page.getByText('3 of 3 planes segmented · 26 objects in all')).toBeVisible();
  await expect(statusLine(page)).toContainText('12 objects');

  await bars(page).nth(2).click();
  await expect(time).toHaveAttribute('aria-valuetext', '3 of 3');
  await expect(statusLine(page)).toContainText('5 objects');
  await page.getByRole('button', { name: 'Previous time point' }).click();
  await expect(statusLine(page)).toContainText('9 objects');
  await page.getByRole('slider', { name: 'Gamma of Channel 1' }).press('ArrowRight');
  await expectForEveryone(page, 'a movie with its planes segmented');

  await waitUntilSaved(page);
  await page.reload();
  await expect(time).toHaveAttribute('aria-valuetext', '2 of 3');
  await expect(statusLine(page)).toContainText('9 objects');
  await expect(page.getByText('3 of 3 planes segmented · 26 objects in all')).toBeVisible();
  await bars(page).first().click();
  await expect(statusLine(page)).toContainText('12 objects');
  // Each press counts, also while a page is on its way.
  await page.keyboard.press('>');
  await page.keyboard.press('>');
  await expect(time).toHaveAttribute('aria-valuetext', '3 of 3');
  await expect(statusLine(page)).toContainText('5 objects');
  await page.keyboard.press('<');
  await page.keyboard.press('<');
  await expect(statusLine(page)).toContainText('12 objects');

  const play = page.getByRole('button', { name: 'Play', exact: true });
  await play.click();
  await expect(play).toHaveAttribute('aria-pressed', 'true');
  await expect(time).not.toHaveAttribute('aria-valuetext', '1 of 3');
  await page.keyboard.press('b');
  await expect(play).toHaveAttribute('aria-pressed', 'false');
});

test('objects of some planes find their planes again when their file is opened', async ({
  page,
}) => {
  await page.goto('/');
  await openSeries(page);
  await chooseModel(page, /nuclei/i);
  await segment(page);
  const time = page.getByRole('slider', { name: 'Time', exact: true });
  await page.keyboard.press('>');
  await page.keyboard.press('>');
  await expect(time).toHaveAttribute('aria-valuetext', '3 of 3');
  await segment(page);
  await expect(page.getByText('2 of 3 planes segmented · 17 objects in all')).toBeVisible();

  const dialog = await openExportDialog(page);
  await dialog.getByText('All planes of this image', { exact: true }).click();
  const { bytes } = await savedFile(page, () =>
    dialog.getByRole('button', { name: 'Export files' }).click(),
  );
  await dialog.press('Escape');
  const name = 'well--T00000-00002--Z000.labels.tif';
  const buffer = Buffer.from(unzipSync(bytes)[name] ?? []);

  await openFiles(page, { name, mimeType: 'image/tiff', buffer });
  await expect(stateLine(page)).toHaveText('5 objects, 100% annotated');
  await page.keyboard.press('<');
  await expect(stateLine(page)).toHaveCount(0);
  await page.keyboard.press('<');
  await expect(stateLine(page)).toHaveText('12 objects, 100% annotated');
});

test('files of a movie stay images of their own where that is wanted', async ({ page }) => {
  await page.goto('/');
  await openFiles(
    page,
    COUNTS.map((count, t) => frame(`t${t}.png`, count)),
  );
  await page.getByRole('button', { name: 'Open as 3 images' }).press('Enter');
  const images = page.getByRole('list', { name: 'Images', exact: true }).getByRole('listitem');
  await expect(images).toHaveCount(3);
});
