import type { Page } from '@playwright/test';
import { build } from 'vite';
import { serveFolder } from '#headless/server/serveFolder.ts';
import { expect, test, waitUntilKept } from './offlineSite.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  setNumber,
} from './trainingSteps.ts';

/** The page with one word changed, as its next version. */
async function buildNextVersion(folder: string): Promise<void> {
  await build({
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
    plugins: [
      {
        name: 'next-version',
        transform: (code, id) =>
          id.endsWith('/src/text/offline.ts')
            ? code.replace('Ready to work offline', 'Ready to work offline, next version')
            : null,
      },
    ],
  });
}

const offer = (page: Page) => page.getByRole('region', { name: 'A new version is ready' });

/** Names of the caches that hold a version of the page. */
const keptVersions = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.includes('-shell:')));

test('a new version waits for the user, and tabs of the old one go on with all their parts', async ({
  serve,
  openProfile,
  makeFolder,
}) => {
  const nextFolder = makeFolder();
  let handler = serveFolder('dist');
  const site = await serve({
    folder: nextFolder,
    handlers: [(request, response, path) => handler(request, response, path)],
  });
  const { context, page: old, faults } = await openProfile();
  await old.goto(site.url);
  await waitUntilKept(old);
  await old.evaluate(() => Object.assign(window, { isFirstLoad: true }));

  // The host has nothing of the old version any more.
  await buildNextVersion(nextFolder);
  handler = serveFolder(nextFolder);
  const other = await context.newPage();
  await other.goto(site.url);
  await expect(offer(old)).toBeVisible({ timeout: 30_000 });
  await expect(offer(other)).toBeVisible();
  await waitUntilKept(other);

  await other.getByRole('button', { name: 'Reload now' }).click();
  await expect(other.getByRole('status').filter({ hasText: /next version$/ })).toHaveCount(1);
  await expect(offer(other)).toHaveCount(0);

  // Parts that the old page had not loaded yet, and work that must not be lost.
  await old.bringToFront();
  await openAnnotated(old, [discsWithLabels('discs', 144, 144)]);
  await chooseTinyNetwork(old);
  await setNumber(old, 'Iterations', 4);
  await button(old, 'Train').click();
  await expect(button(old, 'Keep best')).toBeVisible({ timeout: 120_000 });
  await expect(offer(old)).toContainText('It waits until nothing runs and everything is saved');
  await expect(button(old, 'Reload now')).toBeDisabled();
  expect(await old.evaluate(() => 'isFirstLoad' in window)).toBe(true);
  expect(await keptVersions(other)).toHaveLength(2);

  await button(old, 'Keep best').click();
  await expect(old.getByRole('combobox', { name: 'Model' })).toHaveValue('Trained from scratch');
  await other.close();
  await old.reload();
  await expect(old.getByRole('status').filter({ hasText: /next version$/ })).toHaveCount(1);
  await expect.poll(() => keptVersions(old)).toHaveLength(1);
  expect(faults).toEqual([]);
});
