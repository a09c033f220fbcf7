import type { Page } from '@playwright/test';
import * as ort from 'onnxruntime-web';
import { checkDescription } from '#formats/bioimageio/checkDescription.ts';
import { openPackage, preprocess, runPackage } from '#testing/runPackage.ts';
import { expect, openFiles, test } from './journey.ts';
import { savedFile } from './pageFiles.ts';

async function exportAs(page: Page, item: string): Promise<Buffer> {
  const { bytes } = await savedFile(page, async () => {
    await page.getByRole('button', { name: 'Export model' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  });
  return bytes;
}

test('a model leaves as a bioimage.io package and as ONNX, others compute the same with it, and both load again', async ({
  page,
}) => {
  await page.goto('/');
  const modelBox = page.getByRole('combobox', { name: 'Model' });
  await expect(modelBox).toHaveValue('Nuclei (fluorescence)');
  await page.getByRole('button', { name: 'About this network' }).click();
  const zip = await exportAs(page, 'bioimage.io package (ZIP)');
  const onnx = await exportAs(page, 'ONNX');
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  const opened = openPackage(zip);
  expect(checkDescription(opened.description)).toEqual([]);
  const { shape, data } = await runPackage(opened);
  expect(shape).toEqual(opened.output.shape);
  expect(largestDifference(data, opened.output.data)).toBeLessThan(1e-4);
  // It is a picture with nuclei and background, not an even grey.
  expect(Math.max(...data)).toBeGreaterThan(0.9);

  const session = await ort.InferenceSession.create(onnx, { executionProviders: ['wasm'] });
  const [, height = 0, width = 0] = opened.input.shape;
  const image = preprocess(opened.description, opened.input.data);
  const results = await session.run({
    image: new ort.Tensor('float32', image, [1, 1, height, width]),
  });
  const foreground = (results['foreground'] as ort.TypedTensor<'float32'>).data;
  const wanted = opened.output.data.filter((_, i) => i % 2 === 1);
  expect(largestDifference(foreground, wanted)).toBeLessThan(1e-4);

  await openFiles(page, { name: 'shared.zip', mimeType: 'application/zip', buffer: zip });
  await expect(modelBox).toHaveValue('Nuclei (fluorescence) (2)');
  const type = 'application/octet-stream';
  await openFiles(page, { name: 'shared.onnx', mimeType: type, buffer: onnx });
  await expect(modelBox).toHaveValue('Nuclei (fluorescence) (3)');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

function largestDifference(found: Float32Array, wanted: Float32Array): number {
  expect(found.length).toBe(wanted.length);
  return found.reduce((max, value, i) => Math.max(max, Math.abs(value - (wanted[i] as number))), 0);
}
