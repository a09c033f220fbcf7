import type { Browser, Page } from 'playwright-core';
import { runCommand } from '#headless/cli/runCommand.ts';
import { parseSoakArguments, SOAK_USAGE, type SoakArguments } from '#headless/cli/soakArguments.ts';
import { withSite } from '#headless/page/drivePage.ts';
import { tellLargeImage } from '#headless/soak/largeImage.ts';
import { openMemoryProbe } from '#headless/soak/memoryProbe.ts';
import { readingTable, type SoakReading, verdict } from '#headless/soak/soakReport.ts';
import { segmentMany, trainLong } from '#headless/soak/userSession.ts';

/** Readings per session: enough for a slope, few enough to leave the work alone. */
const READING_COUNT = 40;

type Session = (page: Page, onDone: (done: number) => Promise<void>) => Promise<void>;

/** Runs a session in a fresh page, tells its readings and verdict; true when memory stayed flat. */
async function soak(
  browser: Browser,
  address: string,
  { what, count, session }: { what: string; count: number; session: Session },
): Promise<boolean> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  const read = await openMemoryProbe(browser, page);
  const readings: SoakReading[] = [];
  const spacing = Math.max(1, count / READING_COUNT);
  const startMs = performance.now();
  await session(page, async (done) => {
    if (done < spacing * (readings.length + 1)) return;
    const memory = await read();
    readings.push({ ...memory, done, seconds: (performance.now() - startMs) / 1000 });
    process.stderr.write(`\r${what}: ${done} of ${count} `);
  });
  process.stderr.write('\r');
  await context.close();
  const { lines, isFlat } = verdict(readings);
  console.log(`\n${readingTable(what, readings)}\n\n${lines.join('\n')}`);
  return isFlat;
}

async function run(options: SoakArguments): Promise<boolean> {
  let isFlat = true;
  await withSite(async (browser, siteUrl) => {
    const address = `${siteUrl}/?backend=${options.backend}`;
    const sessions = [
      { what: 'segmentations', count: options.segmentationCount, long: segmentMany },
      { what: 'steps', count: options.stepCount, long: trainLong },
    ];
    for (const { what, count, long } of sessions) {
      if (count === 0) continue;
      const session: Session = (page, onDone) => long(page, count, onDone);
      isFlat = (await soak(browser, address, { what, count, session })) && isFlat;
    }
    if (options.hasLargeImage) await tellLargeImage(browser, address);
  });
  return isFlat;
}

await runCommand({ usage: SOAK_USAGE, parse: parseSoakArguments, run });
