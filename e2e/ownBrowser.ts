import { type Browser, chromium, type Page } from '@playwright/test';
import { BROWSER_FLAGS } from '#headless/browser/browserFlags.ts';
import { findBrowser } from '#headless/browser/findBrowser.ts';

/** A page in a browser that serves one test alone. */
export interface OwnBrowser {
  readonly page: Page;
  readonly browser: Browser;
  /** Ids of all its processes. */
  readonly processIds: () => Promise<number[]>;
}

/** What is unlike the usual. */
interface OwnBrowserOptions {
  /** Switches of the browser. */
  readonly flags?: readonly string[];
  /** Whether the page may have a service worker, which would answer in the server's place. */
  readonly serviceWorkers?: 'allow' | 'block';
}

/** Opens the address in a browser of its own: for faults that outlive a page, or other switches. */
export async function inOwnBrowser(
  address: string,
  body: (own: OwnBrowser) => Promise<void>,
  { flags = BROWSER_FLAGS, serviceWorkers = 'allow' }: OwnBrowserOptions = {},
): Promise<void> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...flags],
  });
  try {
    const page = await browser.newPage({ serviceWorkers });
    const session = await browser.newBrowserCDPSession();
    await page.goto(address);
    const processIds = async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.map(({ id }) => id);
    };
    await body({ page, browser, processIds });
  } finally {
    await browser.close();
  }
}
