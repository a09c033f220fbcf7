import type { Page } from '@playwright/test';
import { type RequestHandler, serveFolder } from '#headless/server/serveFolder.ts';
import { startServer } from '#headless/server/startServer.ts';
import { expect, openFiles, statusLine, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { inOwnBrowser } from './ownBrowser.ts';

/** What forbids WebAssembly to a page and its workers. */
const NO_WASM = { 'Content-Security-Policy': "script-src 'self'; worker-src 'self'" };

const engineBadge = (page: Page) => page.getByRole('button', { name: /engine/i });

async function segmentDiscs(page: Page, edgePx: number): Promise<void> {
  await openFiles(page, discsPng('discs.png', edgePx, edgePx));
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  await expect(statusLine(page)).toBeVisible({ timeout: 300_000 });
}

/** Serves the page in the way given, and opens it in a browser without WebGPU. */
async function inPoorBrowser(
  { headers = {}, silentFiles = 'none', query = '' },
  body: (page: Page) => Promise<void>,
): Promise<void> {
  // To the files named, the server says nothing, ever.
  const keepSilent: RequestHandler = async (_, __, path) => path.endsWith(silentFiles);
  const server = await startServer([keepSilent, serveFolder('dist')], { port: 0, headers });
  try {
    await inOwnBrowser(`${server.url}/${query}`, ({ page }) => body(page), {
      flags: [],
      serviceWorkers: 'block',
    });
  } finally {
    await server.close();
  }
}

test.beforeEach(({ siteUrl }) => expect(siteUrl).toMatch(/^http/));

test('without a graphics card the network runs on WebAssembly', async () => {
  await inPoorBrowser({}, async (page) => {
    await segmentDiscs(page, 96);
    await expect(statusLine(page)).toHaveText(/^4 objects/);
    await expect(engineBadge(page)).toHaveAccessibleName(/WASM/);
  });
});

test('without WebAssembly too it runs in plain JavaScript, and the page warns', async () => {
  test.setTimeout(400_000);
  await inPoorBrowser({ headers: NO_WASM }, async (page) => {
    await segmentDiscs(page, 48);
    await expect(statusLine(page)).toHaveText(/^1 objects/);
    await engineBadge(page).click();
    await expect(page.getByText(/Plain JavaScript is the last resort/)).toBeVisible();
  });
});

test('where nothing can run the network, the page says so and what to do', async () => {
  await inPoorBrowser({ headers: NO_WASM, query: '?backend=wasm' }, async (page) => {
    await openFiles(page, discsPng('discs.png', 48, 48));
    await page.getByRole('button', { name: 'Segment', exact: true }).click();
    const alert = page.getByRole('alert').filter({ hasText: /No way to run the network/ });
    await expect(alert).toContainText(/wasm could not be started.*Open the page without/);
    await expect(page.getByRole('list', { name: 'Images' }).getByRole('listitem')).toHaveCount(1);
  });
});

test('a WebAssembly file that never arrives is given up after ten seconds', async () => {
  await inPoorBrowser({ silentFiles: '.wasm', query: '?backend=wasm' }, async (page) => {
    await openFiles(page, discsPng('discs.png', 48, 48));
    await page.getByRole('button', { name: 'Segment', exact: true }).click();
    const alert = page.getByRole('alert').filter({ hasText: /did not start within 10 s/ });
    await expect(alert).toBeVisible({ timeout: 60_000 });
  });
});
