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

/** Opens a simulated sample as a user would, segments it and keeps a picture of the page. */
async function photograph(page: Page, siteUrl: string, sampleId: string): Promise<void> {
  await page.goto(`${siteUrl}/?sample=${sampleId}`);
  const result = await segmentImage(page);
  await page.waitForTimeout(SETTLE_MS);
  const path = join(FOLDER, `${sampleId}.png`);
  await page.screenshot({ path });
  console.log(`${path}: ${result}`);
}

function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  return withSite(async (browser, siteUrl) => {
    for (const { id } of SAMPLES.filter(({ width }) => width < 1000)) {
      const page = await browser.newPage({ viewport: SIZE });
      await photograph(page, siteUrl, id);
      await page.close();
    }
  });
}

main().catch((error: unknown) => {
  console.error(toAppError(error).message);
  process.exitCode = 1;
});
