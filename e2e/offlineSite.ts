import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, chromium, type Page } from '@playwright/test';
import { BROWSER_FLAGS } from '#headless/browser/browserFlags.ts';
import { findBrowser } from '#headless/browser/findBrowser.ts';
import { buildIfNeeded } from '#headless/server/buildIfNeeded.ts';
import { type RequestHandler, serveFolder } from '#headless/server/serveFolder.ts';
import { startServer } from '#headless/server/startServer.ts';
import { expect } from './journey.ts';

/** A host of the page that can be closed for real. */
export interface Site {
  /** Address of the page's folder; ends in `/`. */
  readonly url: string;
  readonly origin: string;
  /** Requests that have reached it. */
  readonly requestCount: () => number;
  readonly close: () => Promise<void>;
}

/** How a host serves the page. */
export interface SiteOptions {
  readonly folder?: string;
  /** Path of the page's folder; begins and ends in `/`. */
  readonly prefix?: string;
  /** Headers of its own; a plain host has none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Asked first. */
  readonly handlers?: readonly RequestHandler[];
}

export async function openSite(options: SiteOptions = {}): Promise<Site> {
  const { folder = 'dist', prefix = '/', headers = {}, handlers = [] } = options;
  let count = 0;
  const countRequest: RequestHandler = async () => {
    count++;
    return false;
  };
  const server = await startServer([countRequest, ...handlers, serveFolder(folder, prefix)], {
    port: 0,
    headers,
  });
  let isOpen = true;
  return {
    url: server.url + prefix,
    origin: server.url,
    requestCount: () => count,
    close: async () => {
      if (isOpen) await server.close();
      isOpen = false;
    },
  };
}

/** A browser of its own with a profile on disk, as a user has one. */
export interface Profile {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses that any page, worker or service worker has asked for. */
  readonly addresses: string[];
  /** Errors of pages and everything that their security policy has refused. */
  readonly faults: string[];
}

/** Starts a browser process on a profile folder; it is closed with the test. */
export type OpenProfile = (folder?: string) => Promise<Profile>;

interface OfflineFixtures {
  readonly openProfile: OpenProfile;
  /** Starts a host; it is closed with the test. */
  readonly serve: (options?: SiteOptions) => Promise<Site>;
  /** A fresh folder, for a profile or a build. */
  readonly makeFolder: () => string;
}

/** Journeys with service workers, each in a browser of its own. */
export const test = base.extend<OfflineFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures here
  makeFolder: async ({}, use) => {
    const folders: string[] = [];
    await use(() => {
      const folder = mkdtempSync(join(tmpdir(), 'cellpane-offline-'));
      folders.push(folder);
      return folder;
    });
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures here
  serve: async ({}, use) => {
    const sites: Site[] = [];
    buildIfNeeded();
    await use(async (options) => {
      const site = await openSite(options);
      sites.push(site);
      return site;
    });
    for (const site of sites) await site.close();
  },
  openProfile: async ({ makeFolder }, use, info) => {
    const profiles: Profile[] = [];
    await use(async (folder = makeFolder()) => {
      const profile = await launchProfile(folder);
      profiles.push(profile);
      return profile;
    });
    for (const { context, page } of profiles) {
      if (info.status !== info.expectedStatus && !page.isClosed()) {
        await page.screenshot({ path: info.outputPath(`${profiles.length}.png`) });
      }
      await context.close();
    }
  },
});

async function launchProfile(folder: string): Promise<Profile> {
  const browserPath = findBrowser();
  const context = await chromium.launchPersistentContext(folder, {
    ...(browserPath ? { executablePath: browserPath } : {}),
    args: [...BROWSER_FLAGS],
    headless: true,
    serviceWorkers: 'allow',
    viewport: { width: 1440, height: 900 },
  });
  const addresses: string[] = [];
  const faults: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  context.on('weberror', (error) => faults.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  await context.exposeFunction('reportViolation', (text: string) => faults.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { reportViolation } = window as unknown as {
        reportViolation: (text: string) => void;
      };
      reportViolation(`refused by ${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page, addresses, faults };
}

/** Waits until the page says that it works without a network. */
export async function waitUntilKept(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Ready to work offline$/ })).toHaveCount(
    1,
    { timeout: 60_000 },
  );
}

/** Addresses of other origins; what stays inside the page has none. */
export function foreignAddresses(addresses: readonly string[], origin: string): string[] {
  return addresses.filter(
    (address) =>
      !/^(blob|data|about|chrome-error):/.test(address) && !address.startsWith(`${origin}/`),
  );
}

export { expect };
