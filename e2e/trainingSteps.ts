import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { encode } from 'fast-png';
import { sharedPath } from '#testing/sharedData.ts';
import { expect, openFiles } from './journey.ts';
import { discsPng, type MadeFile } from './madeImages.ts';

/** A picture of discs and its label image, one object per disc; paired by name. */
export function discsWithLabels(stem: string, width: number, height: number): MadeFile[] {
  const data = new Uint16Array(width * height);
  const columns = Math.ceil(width / 48);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.hypot((x % 48) - 24, (y % 48) - 24) > 12) continue;
      data[y * width + x] = 1 + Math.floor(y / 48) * columns + Math.floor(x / 48);
    }
  }
  const labels = encode({ width, height, data, channels: 1, depth: 16 });
  return [
    discsPng(`${stem}.png`, width, height),
    { name: `${stem}_labels.png`, mimeType: 'image/png', buffer: Buffer.from(labels) },
  ];
}

/** A real image with its labels, named so that they are paired. */
export function realPair(stem: string): MadeFile[] {
  const read = (folder: string): Buffer =>
    readFileSync(sharedPath(`data/dsb2018/${folder}/${stem}.png`));
  return [
    { name: `${stem}.png`, mimeType: 'image/png', buffer: read('images') },
    { name: `${stem}_labels.png`, mimeType: 'image/png', buffer: read('labels') },
  ];
}

/** Opens images with their labels and waits until they are annotated. */
export async function openAnnotated(page: Page, pairs: readonly MadeFile[][]): Promise<void> {
  await openFiles(page, pairs.flat());
  const items = page.getByRole('list', { name: 'Training data' }).getByRole('listitem');
  await expect(items).toHaveCount(pairs.length);
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

export async function setNumber(page: Page, name: string, value: number): Promise<void> {
  await page.getByRole('spinbutton', { name, exact: true }).fill(String(value));
}

/** A network that is small enough to learn something within seconds. */
export async function chooseTinyNetwork(page: Page): Promise<void> {
  await page.getByText('From scratch', { exact: true }).first().click();
  await setNumber(page, 'Depth', 2);
  await setNumber(page, 'Features', 4);
}

/** The chart of that name; its accessible description tells the latest values. */
export function chart(page: Page, name: 'Loss' | 'Validation'): Locator {
  return page.getByRole('img', { name, exact: true });
}

/** Steps done, as the chart of the loss tells them. */
export async function stepsDone(page: Page): Promise<number> {
  const id = await chart(page, 'Loss').getAttribute('aria-describedby');
  const text = (await page.locator(`[id="${id}"]`).textContent()) ?? '';
  return Number((/at step ([\d,]+)/.exec(text)?.[1] ?? '0').replaceAll(',', ''));
}

export async function waitForSteps(page: Page, count: number): Promise<void> {
  await expect(chart(page, 'Loss')).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => stepsDone(page), { timeout: 120_000 }).toBeGreaterThanOrEqual(count);
}

/**
 * Makes the n-th training step of the page end in `outcome`, as the worker would tell it. Call it
 * before the page is opened.
 */
export async function breakStep(
  page: Page,
  nth: number,
  outcome: 'out-of-memory' | 'not-finite',
): Promise<void> {
  await page.addInitScript(
    ({ brokenStep, kind }) => {
      const post = Worker.prototype.postMessage as (message: unknown, transfer?: unknown) => void;
      let steps = 0;
      Worker.prototype.postMessage = function (message: unknown, transfer?: unknown) {
        const { id, method } = message as { id?: number; method?: string };
        if (method !== 'trainStep' || ++steps !== brokenStep) {
          post.call(this, message, transfer);
          return;
        }
        const failure = { kind: 'failed', id, code: 'out-of-memory', message: 'No memory left.' };
        const step = { loss: Number.NaN, gradientNorm: Number.NaN, isApplied: false, ms: 1 };
        const data = kind === 'out-of-memory' ? failure : { kind: 'done', id, value: step };
        setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
      };
    },
    { brokenStep: nth, kind: outcome },
  );
}
