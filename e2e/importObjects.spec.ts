import { writeGeoJson } from '#formats/geojson/writeGeoJson.ts';
import { writeRoiZip } from '#formats/roi/writeRoiZip.ts';
import { planeOf } from '#testing/exportedPlanes.ts';
import { stateLine } from './annotationTools.ts';
import { expect, openFiles, statusLine, test } from './journey.ts';
import { discLabels, discsPng } from './madeImages.ts';
import { answerWithFiles } from './pageFiles.ts';

const NAME = 'a <img src=x onerror=alert(1)>.png';

test('outlines of other tools become annotation, or a prediction to look at', async ({ page }) => {
  await page.goto('/');
  const plane = planeOf(discLabels(144, 96));
  const bytes = (parts: Iterable<Uint8Array>) => Buffer.concat([...parts]);
  await openFiles(page, [
    discsPng(NAME, 144, 96),
    {
      name: NAME.replace('.png', '.geojson'),
      mimeType: 'application/geo+json',
      buffer: bytes(writeGeoJson([plane])),
    },
  ]);
  // By name.
  await expect(stateLine(page)).toHaveText('6 objects, 100% annotated');
  await page.keyboard.press('Control+z');
  await expect(stateLine(page)).toHaveText('0 objects, 0% annotated');

  // By dialog.
  const rois = {
    name: 'RoiSet.zip',
    mimeType: 'application/zip',
    buffer: bytes(writeRoiZip([plane])),
  };
  await openFiles(page, [rois]);
  const dialog = page.getByRole('dialog', { name: 'Import objects' });
  await expect(dialog.getByRole('combobox', { name: 'Image for RoiSet.zip' })).toHaveValue(NAME);
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(stateLine(page)).toHaveText('6 objects, 100% annotated');

  const press = () => page.getByRole('button', { name: 'Import objects…' }).click();
  await answerWithFiles(page, press, [rois]);
  await dialog.getByRole('radio', { name: 'Prediction' }).check();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(statusLine(page)).toContainText('6 objects');
  await expect(page.getByText('These objects come from a file')).toBeVisible();

  // Kept, with its measurements.
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.goto('/');
  await expect(statusLine(page)).toContainText('6 objects');
});
