import type { Page } from '@playwright/test';
import { expect, openFiles, statusLine, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { inOwnBrowser } from './ownBrowser.ts';

/** Opens the page in a browser of its own: GPU crashes are counted per browser. */
function inCrashingBrowser(
  address: string,
  body: (page: Page, crashGpu: () => Promise<void>) => Promise<void>,
): Promise<void> {
  return inOwnBrowser(address, async ({ page, browser }) => {
    const session = await browser.newBrowserCDPSession();
    await body(page, async () => {
      await session.send('Browser.crashGpuProcess');
    });
  });
}

/** Starts segmenting a square image, large enough that it is still running when the GPU crashes. */
async function startRun(page: Page, edgePx: number): Promise<void> {
  await openFiles(page, discsPng('discs.png', edgePx, edgePx));
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: 'Segmentation' })).toBeVisible();
}

const engineBadge = (page: Page) => page.getByRole('button', { name: /engine/i });

test('a GPU that crashes once: the run goes on with a fresh one, with the right result', async ({
  siteUrl,
}) => {
  test.setTimeout(400_000);
  await inCrashingBrowser(`${siteUrl}/?backend=webgpu`, async (page, crashGpu) => {
    await startRun(page, 240);
    await page.waitForTimeout(2000);
    await crashGpu();
    await expect(statusLine(page)).toHaveText(/^25 objects/, { timeout: 300_000 });
    await expect(engineBadge(page)).toHaveAccessibleName(/webgpu/i);
  });
});

test('a GPU that keeps crashing: WebAssembly takes over and the page says so', async ({
  siteUrl,
}) => {
  test.setTimeout(400_000);
  await inCrashingBrowser(`${siteUrl}/?backend=webgpu`, async (page, crashGpu) => {
    await startRun(page, 480);
    // Three crashes at most; the browser may withdraw its adapter earlier.
    for (let crash = 0; crash < 3; crash++) {
      await expect(engineBadge(page)).toHaveAccessibleName(/webgpu|wasm/i, { timeout: 60_000 });
      if (/wasm/i.test((await engineBadge(page).getAttribute('aria-label')) ?? '')) break;
      await page.waitForTimeout(1500);
      await crashGpu();
      await page.waitForTimeout(1500);
    }
    await expect(statusLine(page)).toHaveText(/^100 objects/, { timeout: 300_000 });
    await expect(engineBadge(page)).toHaveAccessibleName(/wasm|webassembly/i);
    await expect(page.getByRole('alert')).toContainText(/graphics card failed/i);
  });
});
