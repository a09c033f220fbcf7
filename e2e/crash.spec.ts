import type { Page } from '@playwright/test';
import { createRandom, type Random } from '#lib/random.ts';
import { take } from './annotationTools.ts';
import { expect, openFiles, segment, test } from './journey.ts';
import { KillableBrowser } from './killableBrowser.ts';
import { discsPng } from './madeImages.ts';
import { projectRow, projectTitles, showProjects, waitUntilSaved } from './projectSteps.ts';
import { SavedWatch } from './savedWatch.ts';
import { freeCell, PAINTED_EDGE_PX, paintedCells, StrokeLog } from './strokeLog.ts';
import { button, chooseTinyNetwork, discsWithLabels, setNumber } from './trainingSteps.ts';

/** Lives that end by a kill, all browsers together. `KILLS=200` tries harder. */
const KILLS = Number(process.env['KILLS'] ?? 50);
/** Another seed tries other moments. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 100_000);
/** Browsers side by side: most of a life is waiting. */
const BROWSERS = 3;
/** What ended longer ago than this was told as saved, and is there. */
const SAFE_AFTER_MS = 1000;
/** On a machine that is at work on other things some may take longer, or this share of them. */
const MAX_LATE = 3;
const MAX_LATE_SHARE = 0.1;
/** Each so many lives the whole browser is killed, else the tab. */
const WHOLE_BROWSER_EVERY = 6;

const DOINGS = ['edit', 'segment', 'edit', 'save', 'train'] as const;
type Doing = (typeof DOINGS)[number];

// Work that is lost once is lost: no second try.
test.describe.configure({ retries: 0 });

test(`${KILLS} kills at random moments lose no stroke that was told as saved, as it is within a second`, async ({
  siteUrl,
  page,
}) => {
  test.setTimeout(120_000 + KILLS * 12_000);
  test.info().annotations.push({ type: 'seed', description: String(SEED) });
  console.log(`crash journey: ${KILLS} kills, SEED=${SEED}`);
  await page.goto('about:blank');
  const lives = Array.from({ length: BROWSERS }, (_, index) =>
    Math.floor((KILLS + index) / BROWSERS),
  );
  const logs = await Promise.all(
    lives.map((count, index) => liveAndDie(siteUrl, count, SEED + index)),
  );
  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
  const oldCount = sum(logs.map((log) => log.oldCount));
  const lateCount = sum(logs.map((log) => log.lateCount));
  console.log(`${oldCount} edits older than a second at a kill, ${lateCount} not told as saved`);
  expect(oldCount).toBeGreaterThan(0);
  expect(lateCount).toBeLessThanOrEqual(Math.max(MAX_LATE, MAX_LATE_SHARE * oldCount));
});

async function liveAndDie(siteUrl: string, lifeCount: number, seed: number): Promise<StrokeLog> {
  const browser = new KillableBrowser();
  const random = createRandom(seed);
  const log = new StrokeLog();
  try {
    let tab = await openPage(browser, siteUrl);
    await prepareProjects(tab);
    await pickPainted(tab);
    for (let life = 1; life <= lifeCount; life++) {
      const dying = tab;
      const doing = DOINGS[random.integer(0, DOINGS.length - 1)] ?? 'edit';
      const where = `SEED=${seed}, life ${life}, ${doing}`;
      const isWhole = life % WHOLE_BROWSER_EVERY === 0;
      const saved = new SavedWatch();
      await saved.begin(dying);
      const killMs = await workUntilKilled(dying, { log, random, doing }, () =>
        isWhole ? browser.kill() : browser.crashTab(dying),
      );
      const oldMs = killMs - SAFE_AFTER_MS;
      log.count(oldMs, saved.sureMs);
      const sureMs = Math.min(oldMs, saved.sureMs);
      tab = await openPage(browser, siteUrl);
      await pickPainted(tab);
      const living = tab;
      // Images come back one after the other.
      await expect(async () => {
        const found = await paintedCells(living);
        expect(log.settle(found, sureMs), where).toBeNull();
      }).toPass({ timeout: 60_000 });
    }
    await checkEverything(tab, log);
    return log;
  } finally {
    await browser.dispose();
  }
}

/** The page in a new tab. */
async function openPage(browser: KillableBrowser, siteUrl: string): Promise<Page> {
  const page = await browser.openTab();
  await page.goto(siteUrl);
  return page;
}

/** One project that is left alone, and one that is painted and trained on. */
async function prepareProjects(page: Page): Promise<void> {
  await openFiles(page, discsPng('other.png', 96, 96));
  await waitUntilSaved(page);
  const list = await showProjects(page);
  await list.getByRole('button', { name: 'New project' }).click();
  await expect(page.getByText('No image is open.')).toBeVisible();
  await openFiles(page, discsPng('painted.png', PAINTED_EDGE_PX, PAINTED_EDGE_PX));
  // A first result opens the table: places that were measured just before would be wrong.
  await segment(page);
  await waitUntilSaved(page);
  await openFiles(page, discsWithLabels('trained', 144, 144));
  await expect(page.getByRole('list', { name: 'Training data' }).getByRole('listitem')).toHaveCount(
    1,
  );
  await chooseTinyNetwork(page);
  await setNumber(page, 'Iterations', 5000);
  await waitUntilSaved(page);
}

/** Waits until the painted project stands as it was left, and takes the brush. */
async function pickPainted(page: Page): Promise<void> {
  await waitUntilSaved(page);
  await imageButton(page, 'painted.png').click();
  await take(page, 'Brush');
  await page.getByText('Annotation', { exact: true }).click();
}

const imageButton = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Images' })
    .getByRole('listitem', { name, exact: true })
    .getByRole('button')
    .first();

interface Life {
  readonly log: StrokeLog;
  readonly random: Random;
  readonly doing: Doing;
}

/** Paints, undoes and does something else beside it until the kill; gives the time of the kill. */
async function workUntilKilled(page: Page, life: Life, kill: () => Promise<void>): Promise<number> {
  const { log, random, doing } = life;
  let isDead = false;
  let killMs = Number.POSITIVE_INFINITY;
  await begin(page, doing, random);
  const lifeMs = random.uniform(100, 2600);
  const killed = new Promise((resolve) => setTimeout(resolve, lifeMs)).then(() => {
    killMs = Date.now();
    isDead = true;
    return kill();
  });
  while (!isDead) {
    // Beside a segmentation, undo may mean what that has found; not after a stroke.
    const canUndo = doing === 'segment' ? log.strokesToUndo > 0 : log.cells.length > 0;
    const isUndo = canUndo && random.uniform() < 0.2;
    const cell = freeCell(log.cells, (count) => random.integer(0, count - 1));
    // The kill comes at any moment, also amid a stroke.
    await (isUndo ? log.undo(page) : log.paint(page, cell)).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, random.uniform(0, 150)));
  }
  await killed;
  return killMs;
}

/** Starts what is to go on while strokes are painted. */
async function begin(page: Page, doing: Doing, random: Random): Promise<void> {
  if (doing === 'segment') await button(page, 'Segment').click();
  if (doing === 'train') await startTraining(page);
  if (doing === 'save') {
    const edge = random.integer(300, 1200);
    await openFiles(page, discsPng(`more-${random.integer(0, 99_999)}.png`, edge, edge));
    await imageButton(page, 'painted.png').click();
  }
}

async function startTraining(page: Page): Promise<void> {
  const offer = page.getByRole('region', { name: 'Interrupted training' });
  if (await offer.isVisible()) await offer.getByRole('button', { name: 'Resume' }).click();
  else await button(page, 'Train').click();
}

/** Both projects open, and all strokes can be undone, back to the start. */
async function checkEverything(page: Page, log: StrokeLog): Promise<void> {
  for (const _ of log.cells) await page.keyboard.press('Control+z');
  await expect.poll(async () => (await paintedCells(page)).size).toBe(0);
  await waitUntilSaved(page);
  await showProjects(page);
  await expect
    .poll(async () => (await projectTitles(page)).toSorted())
    .toEqual(['other', 'painted']);
  await projectRow(page, 'other').getByRole('button', { name: 'Open other' }).click();
  await expect(imageButton(page, 'other.png')).toBeVisible();
  await waitUntilSaved(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
}
