import { statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { RequestHandler } from '#headless/server/serveFolder.ts';
import { chooseModel, openFiles, segment } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { expect, test, waitUntilKept } from './offlineSite.ts';

const WEIGHTS = '/models/em-membranes/weights.bin';

const offlineSwitch = (page: Page) => page.getByRole('switch', { name: 'Make available offline' });

/** Names of the kept files of models that are no part of the page. */
const keptModelFiles = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.includes('-models:'));
    const caught = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return caught.flat().map(({ url }) => url.split('/').slice(-2).join('/'));
  });

/** Sends the first part of the weights and then breaks off, as often as told. */
function breakOff(times: number): RequestHandler {
  let left = times;
  return async (_, response, path) => {
    if (path !== WEIGHTS || left === 0) return false;
    left--;
    response.writeHead(200, { 'Content-Length': statSync(`dist${WEIGHTS}`).size });
    response.write(Buffer.alloc(100_000), () => response.destroy());
    return true;
  };
}

test('a model is kept on demand, whole or not at all, and works with the host gone', async ({
  serve,
  openProfile,
}) => {
  const site = await serve({ handlers: [breakOff(1)] });
  const { context, page } = await openProfile();
  await page.goto(site.url);
  await waitUntilKept(page);
  await expect(page.getByText('Works offline', { exact: true })).toBeVisible();

  await chooseModel(page, /^Membranes/);
  await expect(page.getByText('7.8 MB', { exact: true })).toBeVisible();
  await offlineSwitch(page).click();
  await expect(page.getByRole('alert')).toContainText('could not be made available offline');
  await expect(page.getByRole('alert')).toContainText('The connection broke off');
  await expect(offlineSwitch(page)).not.toBeChecked();
  expect(await keptModelFiles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss' }).first().click();

  await offlineSwitch(page).click();
  await expect.poll(() => keptModelFiles(page)).toHaveLength(2);
  await expect(page.getByRole('progressbar', { name: /^Download of/ })).toHaveCount(0);
  await expect(offlineSwitch(page)).toBeChecked();

  // The other one is kept because it is used.
  await openFiles(page, discsPng('discs.png', 96, 96));
  await chooseModel(page, /phase/i);
  await expect(offlineSwitch(page)).not.toBeChecked();
  await segment(page);
  await expect(offlineSwitch(page)).toBeChecked();
  await offlineSwitch(page).click();
  await expect(offlineSwitch(page)).not.toBeChecked();
  expect(await keptModelFiles(page)).toEqual(
    expect.arrayContaining(['em-membranes/model.json', 'em-membranes/weights.bin']),
  );
  expect(await keptModelFiles(page)).toHaveLength(2);

  await site.close();
  await context.setOffline(true);
  await page.reload();
  await openFiles(page, discsPng('more.png', 96, 96));
  await chooseModel(page, /phase/i);
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await chooseModel(page, /^Membranes/);
  await segment(page);
});
