import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { writeLabelTiff } from '#formats/tiff/writeLabelTiff.ts';
import { openMemoryProbe } from './memoryProbe.ts';

const EDGE_PX = 10_000;
/** A simulated field that fills the image again and again. */
const FIELD_PX = 1000;
const OPEN_DEADLINE_MS = 180_000;

/** A 16-bit TIFF of 100 megapixels, deflated in strips. */
function largeTiff(): Uint8Array {
  const { image } = simulateNuclei({ width: FIELD_PX, height: FIELD_PX, seed: 3 });
  const field = image.channels[0] ?? new Uint16Array(FIELD_PX * FIELD_PX);
  const data = new Uint32Array(EDGE_PX * EDGE_PX);
  for (let y = 0; y < EDGE_PX; y++) {
    const from = (y % FIELD_PX) * FIELD_PX;
    for (let x = 0; x < EDGE_PX; x++) data[y * EDGE_PX + x] = field[from + (x % FIELD_PX)] ?? 0;
  }
  return writeLabelTiff({ width: EDGE_PX, height: EDGE_PX, data }, { pixelSizeUm: null });
}

/** Opens 100 megapixels of 16 bit, looks around, and prints what that took. */
export async function tellLargeImage(browser: Browser, address: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-soak-'));
  try {
    const path = join(folder, 'large.tif');
    writeFileSync(path, largeTiff());
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(address);
    const read = await openMemoryProbe(browser, page);
    await watchTasks(page);
    const startMs = performance.now();
    await page.locator('input[type=file][multiple]').first().setInputFiles(path);
    const firstLook = whenSeen(page.getByRole('img', { name: /^First look/ }));
    const segment = page.getByRole('button', { name: 'Segment', exact: true });
    await segment.and(page.locator(':enabled')).waitFor({ timeout: OPEN_DEADLINE_MS });
    const seconds = (performance.now() - startMs) / 1000;
    const firstSeconds = ((await firstLook) - startMs) / 1000;
    await lookAround(page);
    const taskMs = await page.evaluate('window.longestTaskMs');
    const { heapMib, bufferMib, rendererMib } = await read();
    console.log(
      `\n100 megapixels of 16 bit: first pixels after ${firstSeconds.toFixed(1)} s, open in ${seconds.toFixed(1)} s; ` +
        `JavaScript heaps ${heapMib.toFixed(0)} MiB, array buffers ${bufferMib.toFixed(0)} MiB, ` +
        `renderer processes ${rendererMib.toFixed(0)} MiB; longest task of the page ${taskMs} ms`,
    );
    await context.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** When something is seen, by the clock of this process. */
async function whenSeen(element: Locator): Promise<number> {
  await element.waitFor({ timeout: OPEN_DEADLINE_MS });
  return performance.now();
}

/** Notes the longest task of the page from now on; the browser tells those above 50 ms. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(`
    window.longestTaskMs = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        window.longestTaskMs = Math.max(window.longestTaskMs, Math.round(duration));
      }
    }).observe({ type: 'longtask' });`);
}

/** Zooms in and drags, as one would to see detail. */
async function lookAround(page: Page): Promise<void> {
  await page.mouse.move(700, 450);
  for (let step = 0; step < 10; step++) {
    await page.mouse.wheel(0, -200);
    await page.waitForTimeout(150);
  }
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(400, 300, { steps: 20 });
  await page.mouse.up({ button: 'middle' });
  await page.waitForTimeout(1000);
}
