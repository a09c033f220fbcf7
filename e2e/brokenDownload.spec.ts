import { statSync } from 'node:fs';
import { type RequestHandler, serveFolder } from '#headless/server/serveFolder.ts';
import { startServer } from '#headless/server/startServer.ts';
import { expect, openFiles, statusLine, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { inOwnBrowser } from './ownBrowser.ts';

/** Breaks off in the middle of a model's weights as long as it is told to. */
function breakingOff(state: { isBroken: boolean; brokenCount: number }): RequestHandler {
  return async (_, response, path) => {
    if (!state.isBroken || !path.endsWith('/weights.bin')) return false;
    const size = statSync(`dist${path}`).size;
    response.writeHead(200, { 'Content-Length': size });
    response.write(Buffer.alloc(size >> 1));
    // The half has to be on its way before the line is cut.
    setTimeout(() => response.destroy(), 50);
    state.brokenCount++;
    return true;
  };
}

test('a model whose download breaks off: an alert, nothing half kept, and the next try works', async ({
  siteUrl,
}) => {
  expect(siteUrl).toMatch(/^http/);
  const state = { isBroken: true, brokenCount: 0 };
  const server = await startServer([breakingOff(state), serveFolder('dist')], {
    port: 0,
    headers: {},
  });
  try {
    await inOwnBrowser(`${server.url}/?backend=wasm`, async ({ page }) => {
      await openFiles(page, discsPng('discs.png', 96, 96));
      const button = page.getByRole('button', { name: 'Segment', exact: true });
      await button.click();
      const alert = page.getByRole('alert').filter({ hasText: /weights\.bin could not be loaded/ });
      await expect(alert).toContainText(/check the connection/i, { timeout: 60_000 });
      expect(state.brokenCount).toBeGreaterThan(0);
      await expect(page.getByRole('progressbar', { name: 'Segmentation' })).toHaveCount(0);
      state.isBroken = false;
      await button.click();
      await expect(statusLine(page)).toHaveText(/^4 objects/, { timeout: 60_000 });
    });
  } finally {
    await server.close();
  }
});
