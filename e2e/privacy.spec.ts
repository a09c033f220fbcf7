import type { Page } from '@playwright/test';
import type { RequestHandler } from '#headless/server/serveFolder.ts';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';
import { expect, type Site, test, waitUntilKept } from './offlineSite.ts';

/** Another origin that would take anything from anybody. */
const welcomeAll: RequestHandler = async (_, response) => {
  response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('taken');
  return true;
};

/** A worker script of the page's own host that sends to the address in its own. */
const leakingWorker: RequestHandler = async (_, response, path) => {
  if (!path.endsWith('/leak.js')) return false;
  response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(`
    fetch(new URL(location.href).searchParams.get('to')).then(
      () => postMessage('sent'), () => postMessage('refused'));`);
  return true;
};

/** What becomes of sending something to another origin. */
interface Attempts {
  readonly page: string;
  readonly worker: string;
}

/** Tries to send to `target` from the page and from a worker that its host serves. */
const tryToSend = (page: Page, target: Site): Promise<Attempts> =>
  page.evaluate(async (address) => {
    const fromPage = await fetch(`${address}page`).then(
      () => 'sent',
      () => 'refused',
    );
    const worker = new Worker(`leak.js?to=${encodeURIComponent(`${address}worker`)}`);
    const fromWorker = await new Promise<string>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
      worker.onerror = () => resolve('no worker');
    });
    return { page: fromPage, worker: fromWorker };
  }, target.url);

test('nothing can be sent to another origin, neither by the page nor by a worker', async ({
  serve,
  openProfile,
}) => {
  const target = await serve({ handlers: [welcomeAll] });
  const handlers = [leakingWorker];

  await test.step('by the headers of the host', async () => {
    const site = await serve({ headers: SECURITY_HEADERS, handlers });
    const { page, faults } = await openProfile();
    await page.goto(site.url);
    expect(await tryToSend(page, target)).toEqual({ page: 'refused', worker: 'refused' });
    await expect.poll(() => faults.join()).toContain(`refused by connect-src: ${target.url}page`);
    expect(target.requestCount()).toBe(0);
  });

  await test.step('by the service worker, where the host sends none', async () => {
    const site = await serve({ prefix: '/sub/path/', handlers });
    const { page } = await openProfile();
    await page.goto(site.url);
    // Before it is there, the page has a policy of its own, but its workers have none: the test
    // would see it if nothing held them back.
    expect(await tryToSend(page, target)).toEqual({ page: 'refused', worker: 'sent' });
    expect(target.requestCount()).toBe(1);
    await waitUntilKept(page);
    expect(await tryToSend(page, target)).toEqual({ page: 'refused', worker: 'refused' });
    expect(target.requestCount()).toBe(1);
  });
});
