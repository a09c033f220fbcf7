import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { writeLabelTiff } from '#formats/tiff/writeLabelTiff.ts';
import { asUsageError } from '#headless/cli/options.ts';
import { runCommand } from '#headless/cli/runCommand.ts';
import { pressSegment, segmentImage, withSite } from '#headless/page/drivePage.ts';
import { cancelMs, dragThreshold } from '#headless/timing/inPage.ts';

const USAGE = `Usage: npm run time-page

Times the first mask, a cancel and the sliders in the built page and prints a table.`;

const ROUNDS = 5;
const EDGE_PX = 1024;

/** From a cold load of the page to the objects of the first sample, by a new browser profile. */
async function timeFirstMask(browser: Browser, siteUrl: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const startMs = performance.now();
  await page.goto(`${siteUrl}/?sample=nuclei`);
  await segmentImage(page);
  const ms = performance.now() - startMs;
  await context.close();
  return ms;
}

/** A 16-bit TIFF of simulated nuclei: intensities, written as a label image of them would be. */
function nucleiTiff(): Buffer {
  const { image } = simulateNuclei({ width: EDGE_PX, height: EDGE_PX, seed: 1 });
  const data = Uint32Array.from(image.channels[0] ?? []);
  const labels = { width: EDGE_PX, height: EDGE_PX, data };
  return Buffer.from(writeLabelTiff(labels, { pixelSizeUm: null }));
}

async function openLarge(browser: Browser, siteUrl: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // The loader of these commands names functions through a helper that the page lacks.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(siteUrl);
  const file = { name: 'nuclei.tif', mimeType: 'image/tiff', buffer: nucleiTiff() };
  await page.locator('input[type=file][multiple]').first().setInputFiles(file);
  return page;
}

async function timeCancels(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await pressSegment(page);
    await page.waitForTimeout(300 + 300 * round);
    times.push(await page.evaluate(cancelMs));
    await page.waitForTimeout(1500);
  }
  return times;
}

async function timeDrags(page: Page): Promise<{ frameMs: number[]; objectsMs: number[] }> {
  await segmentImage(page);
  await page.waitForTimeout(2000);
  const frameMs: number[] = [];
  const objectsMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = await page.evaluate(dragThreshold, round % 2 === 0 ? 0.4 : 0.75);
    frameMs.push(...times.frameMs);
    objectsMs.push(times.objectsMs);
    await page.waitForTimeout(500);
  }
  return { frameMs, objectsMs };
}

function row(what: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b).map(Math.round);
  const median = sorted[sorted.length >> 1];
  return `| ${what} | ${sorted[0]} | ${median} | ${sorted.at(-1)} |`;
}

/** Nothing to choose; `null` when help was asked for. */
function parse(argv: readonly string[]): object | null {
  const { values } = asUsageError(() =>
    parseArgs({
      args: [...argv],
      options: { help: { type: 'boolean', short: 'h', default: false } },
    }),
  );
  return values.help ? null : {};
}

async function run(): Promise<boolean> {
  await withSite(async (browser, siteUrl) => {
    const first: number[] = [];
    for (let round = 0; round < 3; round++) first.push(await timeFirstMask(browser, siteUrl));
    const page = await openLarge(browser, siteUrl);
    const cancels = await timeCancels(page);
    const { frameMs, objectsMs } = await timeDrags(page);
    console.log('| what, in ms | least | median | most |\n|---|---|---|---|');
    console.log(row('first mask of the sample after a cold page load', first));
    console.log(row('cancel', cancels));
    console.log(row(`slider moves, ${EDGE_PX}² px: the frame that shows it`, frameMs));
    console.log(row(`slider rests, ${EDGE_PX}² px: objects and table`, objectsMs));
  });
  return true;
}

await runCommand({ usage: USAGE, parse, run });
