import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '#headless/browser/launchBrowser.ts';
import { buildIfNeeded } from '#headless/server/buildIfNeeded.ts';
import { serveFolder } from '#headless/server/serveFolder.ts';
import { startServer } from '#headless/server/startServer.ts';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';

/** A first run loads the engine and the model; a slow machine takes its time. */
const RUN_DEADLINE_MS = 180_000;

/** Builds the page when needed, serves it and hands a browser and its address to `body`. */
export async function withSite(
  body: (browser: Browser, siteUrl: string) => Promise<void>,
): Promise<void> {
  buildIfNeeded();
  const server = await startServer([serveFolder('dist')], { port: 0, headers: SECURITY_HEADERS });
  try {
    const browser = await launchBrowser();
    try {
      await body(browser, server.url);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/** Presses `Segment` once it can be pressed. */
export async function pressSegment(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Segment', exact: true }).click({ timeout: 60_000 });
}

/** Segments the open image as a user would and gives the line that tells the result. */
export async function segmentImage(page: Page): Promise<string> {
  await pressSegment(page);
  const status = page.getByRole('status').filter({ hasText: /^[\d,]+ objects/ });
  await status.waitFor({ timeout: RUN_DEADLINE_MS });
  return (await status.textContent()) ?? '';
}
