import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SAMPLES } from '#domain/simulation/sampleList.ts';
import { segmentImage, withSite } from '#headless/page/drivePage.ts';
import { toAppError } from '#lib/errors.ts';

const FOLDER = 'docs';
const SIZE = { width: 1440, height: 900 };
/** Until tiles and fonts of a finished run are drawn. */
const SETTLE_MS = 1500;
/** Enough for a curve and a prediction to look at. */
const TRAINING_STEPS = 150;
const TRAINING_DEADLINE_MS = 600_000;

/** Opens a simulated sample as a user would, segments it and keeps a picture of the page. */
async function photograph(page: Page, siteUrl: string, sampleId: string): Promise<void> {
  await page.goto(`${siteUrl}/?sample=${sampleId}`);
  const result = await segmentImage(page);
  await page.waitForTimeout(SETTLE_MS);
  const path = join(FOLDER, `${sampleId}.png`);
  await page.screenshot({ path });
  console.log(`${path}: ${result}`);
}

/** Trains on the first sample's own prediction, as a user would, and keeps a picture of the end. */
async function photographTraining(page: Page, siteUrl: string): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.goto(`${siteUrl}/?sample=nuclei`);
  await segmentImage(page);
  await button('Use prediction as annotation').click();
  await page.getByText('From scratch', { exact: true }).first().click();
  await page.getByRole('spinbutton', { name: 'Iterations' }).fill(String(TRAINING_STEPS));
  await page.getByRole('spinbutton', { name: 'Iterations' }).press('Enter');
  await button('Train').click();
  await button('Keep best').waitFor({ timeout: TRAINING_DEADLINE_MS });
  await page.waitForTimeout(SETTLE_MS);
  const path = join(FOLDER, 'training.png');
  await page.screenshot({ path });
  console.log(path);
}

function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  return withSite(async (browser, siteUrl) => {
    for (const { id } of SAMPLES.filter(({ width }) => width < 1000)) {
      const page = await browser.newPage({ viewport: SIZE });
      await photograph(page, siteUrl, id);
      await page.close();
    }
    const page = await browser.newPage({ viewport: SIZE });
    await photographTraining(page, siteUrl);
    await page.close();
  });
}

main().catch((error: unknown) => {
  console.error(toAppError(error).message);
  process.exitCode = 1;
});
