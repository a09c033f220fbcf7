import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import {
  chooseModel,
  expect,
  exportFile,
  openExportDialog,
  openFiles,
  statusLine,
  test,
} from './journey.ts';
import { discsPng } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import { savedFile } from './pageFiles.ts';
import { readCsv, readLabels, readMask } from './readBack.ts';

const FORMATS = [
  'Label image (TIFF)',
  'Mask (PNG)',
  'Overlay (PNG)',
  'Probability map (TIFF)',
  'Measurements (CSV)',
  'Summary (CSV)',
  'ImageJ ROIs (ZIP)',
  'GeoJSON',
  'COCO (JSON)',
] as const;

/** Two pictures of 4 × 3 and 5 × 2 discs, segmented. */
async function segmentTwo(page: Page): Promise<void> {
  await page.goto('/');
  await openFiles(page, [discsPng('first.png', 192, 144), discsPng('second.png', 240, 96)]);
  await chooseModel(page, /nuclei/i);
  await page.getByRole('button', { name: 'Segment all', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Segment all', exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await expect(statusLine(page)).toBeVisible();
}

test('everything that was found goes into one ZIP, and the choice is remembered', async ({
  page,
}) => {
  await segmentTwo(page);
  const dialog = await openExportDialog(page);
  await dialog.getByText('All images', { exact: true }).click();
  for (const format of FORMATS) await dialog.getByRole('checkbox', { name: format }).check();
  await expectForEveryone(page, 'the dialog of exports');
  const file = await savedFile(page, () =>
    dialog.getByRole('button', { name: 'Export files' }).click(),
  );
  await expect(dialog.getByRole('status')).toContainText('2 planes in');

  const entries = unzipSync(file.bytes);
  expect(file.name).toBe('first_results.zip');
  const joined = 'all-images';
  const ownEnds = [
    'geojson',
    'labels.tif',
    'mask.png',
    'overlay.png',
    'probability.tif',
    'rois.zip',
  ];
  expect(Object.keys(entries).sort()).toEqual(
    [
      ...['first', 'second'].flatMap((stem) => ownEnds.map((end) => `${stem}.${end}`)),
      ...['coco.json', 'objects.csv', 'summary.csv'].map((end) => `${joined}.${end}`),
    ].sort(),
  );
  const entry = (name: string) => new Uint8Array(entries[name] ?? new Uint8Array());
  const summary = readCsv(entry(`${joined}.summary.csv`)).rows;
  const objects = readCsv(entry(`${joined}.objects.csv`)).rows;
  for (const [stem, width, height, discs] of [
    ['first', 192, 144, 12],
    ['second', 240, 96, 10],
  ] as const) {
    const labels = await readLabels(entry(`${stem}.labels.tif`));
    expect(labels).toMatchObject({ width, height, objectCount: discs });
    expect((await readMask(entry(`${stem}.mask.png`))).foregroundPx).toBe(labels.foregroundPx);
    expect(Object.keys(unzipSync(entry(`${stem}.rois.zip`)))).toHaveLength(discs);
    expect(JSON.parse(strFromU8(entry(`${stem}.geojson`))).features).toHaveLength(discs);
    expect(objects.filter(({ image }) => image === `${stem}.png`)).toHaveLength(discs);
    const row = summary.find(({ image }) => image === `${stem}.png`);
    expect(row).toMatchObject({ object_count: String(discs), source: 'segmentation' });
  }
  expect(JSON.parse(strFromU8(entry(`${joined}.coco.json`))).annotations).toHaveLength(22);

  await page.reload();
  await expect(statusLine(page)).toBeVisible();
  const again = await openExportDialog(page);
  for (const format of FORMATS) {
    await expect(again.getByRole('checkbox', { name: format })).toBeChecked();
  }
  await expect(again.getByRole('radio', { name: 'All images' })).toBeChecked();
});

test('each item of the menu gives its file of the image that is shown', async ({ page }) => {
  await segmentTwo(page);
  const files: Record<string, string> = {
    'Label image (TIFF)': 'first.labels.tif',
    'Mask (PNG)': 'first.mask.png',
    'Probability map (TIFF)': 'first.probability.tif',
    'Measurements (CSV)': 'first.objects.csv',
    'ImageJ ROIs (ZIP)': 'first.rois.zip',
    GeoJSON: 'first.geojson',
    'COCO (JSON)': 'first.coco.json',
  };
  await page.getByRole('list', { name: 'Images', exact: true }).getByText('first.png').click();
  await expect(statusLine(page)).toContainText('12 objects');
  for (const [item, name] of Object.entries(files)) {
    const file = await exportFile(page, item);
    expect(file.name).toBe(name);
    expect(file.bytes.length).toBeGreaterThan(100);
  }
});
