import type { Page } from '@playwright/test';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';
import { chooseModel, openFiles, segment } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { expect, foreignAddresses, test, waitUntilKept } from './offlineSite.ts';
import { wholeSession } from './wholeSession.ts';

/** Why the browser would not install the page. */
async function installabilityErrors(page: Page): Promise<unknown[]> {
  const session = await page.context().newCDPSession(page);
  const manifest = await session.send('Page.getAppManifest');
  const { installabilityErrors: errors } = await session.send('Page.getInstallabilityErrors');
  return [...manifest.errors, ...errors];
}

test('after one visit a whole session works with the host gone, and asks nobody for anything', async ({
  serve,
  openProfile,
  makeFolder,
}) => {
  const site = await serve({ headers: SECURITY_HEADERS });
  const folder = makeFolder();
  const { context, page, addresses, faults } = await openProfile(folder);
  await page.goto(site.url);
  await waitUntilKept(page);
  expect(await installabilityErrors(page)).toEqual([]);
  const countWhenReady = site.requestCount();
  await site.close();
  await context.setOffline(true);

  await page.reload();
  await wholeSession(page);
  expect(site.requestCount()).toBe(countWhenReady);
  expect(addresses.length).toBeGreaterThan(20);
  expect(foreignAddresses(addresses, site.origin)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();

  // A new process knows only what is on disk.
  const next = await openProfile(folder);
  await next.page.goto(site.url);
  const images = next.page.getByRole('list', { name: 'Images' }).getByRole('listitem');
  await expect(images.filter({ hasText: 'discs.png' })).toHaveCount(1);
  await openFiles(next.page, discsPng('next.png', 96, 96));
  await images.filter({ hasText: 'next.png' }).getByRole('button').first().click();
  await chooseModel(next.page, /^Nuclei \(fluorescence\)/);
  expect(await segment(next.page)).toBe(4);
  expect(foreignAddresses(next.addresses, site.origin)).toEqual([]);
  expect(next.faults).toEqual([]);
});

test('below any path of a plain host the same works, with the headers that the host lacks', async ({
  serve,
  openProfile,
}) => {
  const site = await serve({ prefix: '/sub/path/' });
  const { context, page, addresses, faults } = await openProfile();
  await page.goto(site.url);
  await waitUntilKept(page);
  expect(addresses.filter((address) => !address.startsWith(site.url))).toEqual([]);
  await site.close();
  await context.setOffline(true);

  const reloaded = await page.reload();
  expect(reloaded?.headers()).toMatchObject(
    Object.fromEntries(
      Object.entries(SECURITY_HEADERS).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  );
  await wholeSession(page);
  expect(
    addresses.filter((address) => !/^(blob|data):/.test(address) && !address.startsWith(site.url)),
  ).toEqual([]);
  expect(faults).toEqual([]);
});
