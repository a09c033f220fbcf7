import { setTimeout as wait } from 'node:timers/promises';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { buildIfNeeded } from '#headless/server/buildIfNeeded.ts';
import { serveFolder } from '#headless/server/serveFolder.ts';
import { startServer } from '#headless/server/startServer.ts';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';
import { type SavedFile, savedFile } from './pageFiles.ts';

const PICTURE_TIMEOUT_MS = 10_000;

interface PageFaults {
  /** Errors, policy violations and requests to other origins; must stay empty. */
  readonly faults: string[];
}

/**
 * Journeys through the built page. Each one fails when the page throws, breaks its security policy or
 * asks any other origin for anything, whatever else it checks.
 */
export const test = base.extend<PageFaults, { readonly siteUrl: string }>({
  siteUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures here
    async ({}, use) => {
      buildIfNeeded();
      const server = await startServer([serveFolder('dist')], {
        port: 0,
        headers: SECURITY_HEADERS,
      });
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ siteUrl }, use) => use(siteUrl),
  faults: [
    async ({ page, siteUrl }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        const address = request.url();
        if (!/^(blob|data):/.test(address) && !address.startsWith(`${siteUrl}/`)) {
          faults.push(`request to another origin: ${address}`);
        }
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page }, use, info) => {
    await use(page);
    const name = info.title.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
    const path = info.outputPath(`${name}.png`);
    await Promise.race([takePicture(page, path), wait(PICTURE_TIMEOUT_MS)]).catch(() => null);
  },
});

/** Only to be looked at: a tab that has crashed draws no more, one in the background not yet. */
async function takePicture(page: Page, path: string): Promise<void> {
  await page.bringToFront();
  await page.screenshot({ path, timeout: PICTURE_TIMEOUT_MS });
}

/** Opens files as the file dialog would. */
export async function openFiles(page: Page, files: Parameters<Locator['setInputFiles']>[0]) {
  await page.locator('input[type=file][multiple]').first().setInputFiles(files);
}

/** Picks a model by its title. */
export async function chooseModel(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: title }).click();
}

/** The line that tells the result of a run. */
export function statusLine(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: /^[\d,]+ objects/ });
}

/** Presses `Segment`, waits for the result and gives the count of objects. */
export async function segment(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  return objectCount(page);
}

/** The count of objects, once it is there. */
export async function objectCount(page: Page): Promise<number> {
  await expect(statusLine(page)).toBeVisible({ timeout: 120_000 });
  const text = (await statusLine(page).textContent()) ?? '';
  return Number((/^[\d,]+/.exec(text)?.[0] ?? '').replaceAll(',', ''));
}

/** Opens the dialog that writes files, and gives it. */
export async function openExportDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Chooses an item of the export menu and gives the saved file. */
export function exportFile(page: Page, item: string): Promise<SavedFile> {
  return savedFile(page, async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  });
}

export { expect };
