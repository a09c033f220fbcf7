import type { Page } from '@playwright/test';
import { drag, stateText, take } from './annotationTools.ts';
import { chooseModel, expect, exportFile, openFiles, segment } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { button, chooseTinyNetwork, setNumber } from './trainingSteps.ts';

const STEPS = 6;

/** Opens a sample and a file, segments, annotates, trains, keeps the model and exports. */
export async function wholeSession(page: Page): Promise<void> {
  const images = page.getByRole('list', { name: 'Images' }).getByRole('listitem');
  await button(page, 'Try a sample').click();
  await expect(images).not.toHaveCount(0);
  await openFiles(page, discsPng('discs.png', 144, 144));
  await images.filter({ hasText: 'discs.png' }).getByRole('button').first().click();
  await chooseModel(page, /^Nuclei \(fluorescence\)$|^Nuclei \(fluorescence\)(?!,)/);
  expect(await segment(page)).toBe(9);

  await button(page, 'Use prediction as annotation').click();
  await expect.poll(() => stateText(page)).toMatch(/^9 objects/);
  await take(page, 'Brush');
  await drag(page, [0.34, 0.02], [0.34, 0.14]);
  await expect.poll(() => stateText(page)).toMatch(/^10 objects/);

  await chooseTinyNetwork(page);
  await setNumber(page, 'Iterations', STEPS);
  await button(page, 'Train').click();
  await expect(page.getByText(`Training finished after ${STEPS} steps`).first()).toBeVisible({
    timeout: 120_000,
  });
  await button(page, 'Keep best').click();
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue('Trained from scratch');

  const { name, bytes } = await exportFile(page, 'Label image (TIFF)');
  expect(name).toMatch(/\.tif$/);
  expect([...bytes.subarray(0, 4)]).toEqual([0x49, 0x49, 42, 0]);
}
