import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { SAMPLES } from '#domain/simulation/sampleList.ts';
import { BROWSER_FLAGS } from '#headless/browser/browserFlags.ts';
import { ensureBrowser } from '#headless/browser/ensureBrowser.ts';
import { buildIfNeeded } from '#headless/server/buildIfNeeded.ts';
import { SECURITY_HEADERS } from '#headless/server/securityHeaders.ts';
import { serveFolder } from '#headless/server/serveFolder.ts';
import { startServer } from '#headless/server/startServer.ts';
import { toAppError } from '#lib/errors.ts';

const FOLDER = 'docs';
const SIZE = { width: 1440, height: 900 };
const RUN_DEADLINE_MS = 180_000;
/** Until tiles and fonts of a finished run are drawn. */
const SETTLE_MS = 1500;

/** Opens a simulated sample as a user would, segments it and keeps a picture of the page. */
async function photograph(page: Page, siteUrl: string, sampleId: string): Promise<void> {
  await page.goto(`${siteUrl}/?sample=${sampleId}`);
  await page.getByRole('button', { name: 'Segment', exact: true }).click({ timeout: 30_000 });
  const status = page.getByRole('status').filter({ hasText: /^[\d,]+ objects/ });
  await status.waitFor({ timeout: RUN_DEADLINE_MS });
  await page.waitForTimeout(SETTLE_MS);
  const path = join(FOLDER, `${sampleId}.png`);
  await page.screenshot({ path });
  console.log(`${path}: ${await status.textContent()}`);
}

async function main(): Promise<void> {
  buildIfNeeded();
  mkdirSync(FOLDER, { recursive: true });
  const server = await startServer([serveFolder('dist')], { port: 0, headers: SECURITY_HEADERS });
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...BROWSER_FLAGS],
  });
  try {
    for (const { id } of SAMPLES.filter(({ width }) => width < 1000)) {
      const page = await browser.newPage({ viewport: SIZE });
      await photograph(page, server.url, id);
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

main().catch((error: unknown) => {
  console.error(toAppError(error).message);
  process.exitCode = 1;
});
