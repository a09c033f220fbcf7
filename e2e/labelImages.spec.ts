import { hasShared, sharedPath } from '#testing/sharedData.ts';
import { stateLine } from './annotationTools.ts';
import { expect, exportFile, openFiles, test } from './journey.ts';
import { discLabelsPng, discsPng } from './madeImages.ts';
import { readLabels } from './readBack.ts';

test('label images come with their images, by name', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, [
    discsPng('first.png', 144, 96),
    discLabelsPng('first_labels.png', 144, 96),
    discsPng('second.png', 96, 96),
    discLabelsPng('second_mask.png', 144, 96),
    discLabelsPng('alone_labels.png', 96, 96),
  ]);
  const images = page.getByRole('list', { name: 'Images' }).getByRole('listitem');
  await expect(images).toHaveCount(3);
  await expect(page.getByText('One label image was taken')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('144 × 96 px');
  await images.filter({ hasText: 'first.png' }).getByRole('button').first().click();
  await expect(stateLine(page)).toHaveText('6 objects, 100% annotated');
  await page.keyboard.press('Control+z');
  await expect(stateLine(page)).toHaveText('0 objects, 0% annotated');
});

test('an exported annotation finds its image again', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, [discsPng('a.png', 96, 96), discLabelsPng('a_gt.png', 96, 96)]);
  await expect(stateLine(page)).toHaveText('4 objects, 100% annotated');
  const { name, bytes } = await exportFile(page, 'Annotation (TIFF)');
  expect(name).toBe('a_labels.tif');
  expect(await readLabels(bytes)).toMatchObject({ width: 96, height: 96, objectCount: 4 });
  await page.goto('/');
  await openFiles(page, [
    discsPng('a.png', 96, 96),
    { name, mimeType: 'image/tiff', buffer: Buffer.from(bytes) },
  ]);
  await expect(stateLine(page)).toHaveText('4 objects, 100% annotated');
});

test.describe('real label images', () => {
  test.skip(!hasShared, 'needs the real images in ../shared, which are no part of this repository');

  test('of the same name as their image are told by their pixels', async ({ page }) => {
    await page.goto('/');
    await openFiles(page, [
      sharedPath('data/ctc_u373/labels/seq02_t000.png'),
      sharedPath('data/ctc_u373/images/seq02_t000.png'),
    ]);
    await expect(page.getByRole('list', { name: 'Images' }).getByRole('listitem')).toHaveCount(1);
    await expect(stateLine(page)).toHaveText(/^[5-9] objects, 100% annotated$/);
  });
});
