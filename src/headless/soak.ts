import type { Browser, Page } from 'playwright-core';
import { runCommand } from '#headless/cli/runCommand.ts';
import { parseSoakArguments, SOAK_USAGE, type SoakArguments } from '#headless/cli/soakArguments.ts';
import { withSite } from '#headless/page/drivePage.ts';
import { segmentFolder } from '#headless/soak/batchSession.ts';
import { tellLargeImage } from '#headless/soak/largeImage.ts';
import { type MemoryReading, openMemoryProbe } from '#headless/soak/memoryProbe.ts';
import { readingTable, type SoakReading, verdict } from '#headless/soak/soakReport.ts';
import { segmentMany, trainLong } from '#headless/soak/userSession.ts';

/** Readings per session: enough for a slope, few enough to leave the work alone. */
const READING_COUNT = 40;

/** A batch does not stand still: what it is busy with comes and goes between readings. */
const READINGS_AT_WORK = 3;

type Session = (page: Page, onDone: (done: number) => Promise<void>) => Promise<void>;

interface SoakSession {
  readonly what: string;
  readonly count: number;
  readonly session: Session;
  /** Readings of which the least counts. */
  readonly readings: number;
}

/** The least of some readings, figure by figure. */
async function leastOf(read: () => Promise<MemoryReading>, times: number): Promise<MemoryReading> {
  let least = await read();
  for (let time = 1; time < times; time++) {
    const next = await read();
    least = {
      heapMib: Math.min(least.heapMib, next.heapMib),
      bufferMib: Math.min(least.bufferMib, next.bufferMib),
      rendererMib: Math.min(least.rendererMib, next.rendererMib),
      gpuMib: Math.min(least.gpuMib, next.gpuMib),
      workerCount: Math.min(least.workerCount, next.workerCount),
    };
  }
  return least;
}

/** Runs a session in a fresh page, tells its readings and verdict; true when memory stayed flat. */
async function soak(
  browser: Browser,
  address: string,
  { what, count, session, readings: times }: SoakSession,
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
    const memory = await leastOf(read, times);
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
      { what: 'segmentations', count: options.segmentationCount, long: segmentMany, readings: 1 },
      { what: 'steps', count: options.stepCount, long: trainLong, readings: 1 },
      {
        what: 'images of a batch',
        count: options.batchCount,
        long: segmentFolder,
        readings: READINGS_AT_WORK,
      },
    ];
    for (const { what, count, long, readings } of sessions) {
      if (count === 0) continue;
      const session: Session = (page, onDone) => long(page, count, onDone);
      isFlat = (await soak(browser, address, { what, count, session, readings })) && isFlat;
    }
    if (options.hasLargeImage) await tellLargeImage(browser, address);
  });
  return isFlat;
}

await runCommand({ usage: SOAK_USAGE, parse: parseSoakArguments, run });
