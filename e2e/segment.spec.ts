import { readFileSync } from 'node:fs';
import { hasShared, sharedPath } from '#testing/sharedData.ts';
import { chooseModel, expect, exportFile, openFiles, segment, test } from './journey.ts';
import { readCsv, readLabels, readMask } from './readBack.ts';

test.describe('segmenting real images', () => {
  test.skip(!hasShared, 'needs the real images in ../shared, which are no part of this repository');

  test('fluorescent nuclei: count, table and exported files agree', async ({ page }) => {
    await page.goto('/');
    await openFiles(page, sharedPath('data/dsb2018/images/fluo_256x256_003cee89.png'));
    await chooseModel(page, /nuclei/i);
    const count = await segment(page);
    const truth = await readLabels(
      new Uint8Array(readFileSync(sharedPath('data/dsb2018/labels/fluo_256x256_003cee89.png'))),
    );
    expect(Math.abs(count - truth.objectCount)).toBeLessThanOrEqual(0.2 * truth.objectCount + 1);

    const labels = await exportFile(page, 'Label image (TIFF)');
    const read = await readLabels(labels.bytes);
    expect(read).toMatchObject({ width: 256, height: 256, objectCount: count });

    const table = readCsv((await exportFile(page, 'Measurements (CSV)')).bytes);
    expect(table.rows).toHaveLength(count);
    expect(table.columns.slice(0, 5)).toEqual([
      'label',
      'area_px',
      'area_um2',
      'centroid_x_px',
      'centroid_y_px',
    ]);
    const areas = table.rows.map((row) => Number(row['area_px']));
    expect(areas.reduce((sum, area) => sum + area, 0)).toBe(read.foregroundPx);

    const mask = await readMask((await exportFile(page, 'Mask (PNG)')).bytes);
    expect(mask.values).toEqual([0, 255]);
    expect(mask.foregroundPx).toBe(read.foregroundPx);
  });

  test('electron micrograph: membranes part the cells', async ({ page }) => {
    await page.goto('/');
    await openFiles(page, sharedPath('data/isbi2012_em/images/train_05.png'));
    await chooseModel(page, /membranes/i);
    const count = await segment(page);
    expect(count).toBeGreaterThan(60);
    expect(count).toBeLessThan(400);
  });

  test('phase contrast: the few large cells', async ({ page }) => {
    await page.goto('/');
    await openFiles(page, sharedPath('data/ctc_u373/images/seq02_t000.png'));
    await chooseModel(page, /phase/i);
    // The recording has the network's pixel size: said so, nothing is resampled.
    await page.getByRole('switch', { name: 'Match the network’s pixel size' }).check();
    const pixelSize = page.getByRole('textbox', { name: /Pixel size/ });
    await pixelSize.fill('0.325');
    await pixelSize.blur();
    await expect(page.getByText('×0.50 to match 0.65 µm/px')).toBeVisible();
    await pixelSize.fill('0.65');
    await pixelSize.blur();
    await expect(page.getByText('×1.00 to match 0.65 µm/px')).toBeVisible();
    const count = await segment(page);
    expect(Math.abs(count - 6)).toBeLessThanOrEqual(2);
  });

  test('16-bit TIFF: shown, segmented and measured in its own units', async ({ page }) => {
    await page.goto('/');
    await openFiles(page, sharedPath('formats/files/tiff/piximi__16b_1c_fluorescence.tif'));
    await chooseModel(page, /nuclei/i);
    const count = await segment(page);
    expect(count).toBeGreaterThan(3);
    const { rows } = readCsv((await exportFile(page, 'Measurements (CSV)')).bytes);
    const brightest = Math.max(...rows.map((row) => Number(row['intensity_max_c1'])));
    expect(brightest).toBeGreaterThan(255);
  });
});
