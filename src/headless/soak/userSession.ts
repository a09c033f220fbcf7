import type { Page } from 'playwright-core';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { writeLabelTiff } from '#formats/tiff/writeLabelTiff.ts';
import { segmentImage } from '#headless/page/drivePage.ts';

const EDGE_PX = 256;
const DEADLINE_MS = 180_000;

/** A file as the file dialog hands it over. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function tiff(name: string, data: Uint32Array<ArrayBuffer>): MadeFile {
  const labels = { width: EDGE_PX, height: EDGE_PX, data };
  const bytes = writeLabelTiff(labels, { pixelSizeUm: null });
  return { name, mimeType: 'image/tiff', buffer: Buffer.from(bytes) };
}

/** A micrograph of simulated nuclei. */
export function simulatedImage(name: string, seed: number): MadeFile {
  const { image } = simulateNuclei({ width: EDGE_PX, height: EDGE_PX, seed });
  return tiff(name, Uint32Array.from(image.channels[0] ?? []));
}

/** A micrograph of simulated nuclei with its label image, paired by their names. */
function simulatedPair(stem: string, seed: number): readonly [MadeFile, MadeFile] {
  const { image, truth } = simulateNuclei({ width: EDGE_PX, height: EDGE_PX, seed });
  return [
    tiff(`${stem}.tif`, Uint32Array.from(image.channels[0] ?? [])),
    tiff(`${stem}_labels.tif`, Uint32Array.from(truth.data)),
  ];
}

async function openFiles(page: Page, files: readonly MadeFile[]): Promise<void> {
  await page
    .locator('input[type=file][multiple]')
    .first()
    .setInputFiles([...files]);
}

/** Closes the image of that file; says yes where the page asks. */
async function closeImage(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Close ${name}`, exact: true }).click();
  const item = page.getByRole('list', { name: 'Images' }).getByText(name, { exact: true });
  const yes = page.getByRole('dialog').getByRole('button', { name: 'Close image' });
  await yes
    .or(page.getByRole('button', { name: 'Try a sample' }))
    .first()
    .waitFor();
  if (await yes.isVisible()) await yes.click();
  await item.waitFor({ state: 'detached' });
}

/** Opens, segments and closes images one after the other; `onRound` runs after each. */
export async function segmentMany(
  page: Page,
  count: number,
  onRound: (done: number) => Promise<void>,
): Promise<void> {
  const variants = [1, 2, 3, 4].map((seed) => simulatedImage('nuclei.tif', seed));
  for (let round = 0; round < count; round++) {
    const file = variants[round % variants.length];
    if (!file) return;
    const name = `nuclei-${round + 1}.tif`;
    await openFiles(page, [{ ...file, name }]);
    await segmentImage(page);
    await closeImage(page, name);
    await onRound(round + 1);
  }
}

/** Trains a small network from scratch; `onSteps` hears now and then how many steps are done. */
export async function trainLong(
  page: Page,
  stepCount: number,
  onSteps: (done: number) => Promise<void>,
): Promise<void> {
  await openFiles(page, [...simulatedPair('one', 5), ...simulatedPair('two', 6)]);
  const items = page.getByRole('list', { name: 'Training data' }).getByRole('listitem');
  await items.nth(1).waitFor({ timeout: DEADLINE_MS });
  await page.getByText('From scratch', { exact: true }).first().click();
  const setNumber = (name: string, value: number) =>
    page.getByRole('spinbutton', { name, exact: true }).fill(String(value));
  await setNumber('Depth', 2);
  await setNumber('Features', 8);
  await setNumber('Iterations', stepCount);
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await train.click({ timeout: DEADLINE_MS });
  const end = page.getByRole('button', { name: 'Keep best' });
  const chart = page.getByRole('img', { name: 'Loss', exact: true });
  await chart.waitFor({ timeout: DEADLINE_MS });
  const isOver = async () => (await end.isVisible()) && (await end.isEnabled());
  while (!(await isOver())) {
    await onSteps(await stepsDone(page));
    await page.waitForTimeout(100);
  }
}

/** Steps done, as the chart of the loss tells them. */
async function stepsDone(page: Page): Promise<number> {
  const chart = page.getByRole('img', { name: 'Loss', exact: true });
  const id = await chart.getAttribute('aria-describedby');
  const text = (await page.locator(`[id="${id}"]`).textContent()) ?? '';
  return Number((/at step ([\d,]+)/.exec(text)?.[1] ?? '0').replaceAll(',', ''));
}
