import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { BROWSER_FLAGS } from '#headless/browser/browserFlags.ts';
import { findBrowser } from '#headless/browser/findBrowser.ts';

/** What a killed browser leaves behind and the next one would stop at. */
const LOCKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket'];

/** A browser with a profile of its own, which outlives its tabs and its processes. */
export class KillableBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'cellpane-killed-'));
  #context: BrowserContext | null = null;

  /** A new tab; starts the browser where none runs. */
  async openTab(): Promise<Page> {
    this.#context ??= await this.#start();
    return this.#context.newPage();
  }

  /** Ends the process of a tab as a crash does, with all workers of the page. */
  async crashTab(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => null);
    await crashed;
    await page.close();
  }

  /** Ends all processes of the browser at once; nobody is told. */
  async kill(): Promise<void> {
    const context = this.#context;
    const session = await context?.browser()?.newBrowserCDPSession();
    if (!context || !session) return;
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const closed = new Promise((resolve) => context.once('close', resolve));
    // The browser first: it would start others again.
    const pids = processInfo
      .toSorted((a, b) => Number(b.type === 'browser') - Number(a.type === 'browser'))
      .map(({ id }) => id);
    for (const pid of pids) endProcess(pid);
    await closed;
    this.#context = null;
    for (const name of LOCKS) rmSync(join(this.#profile, name), { force: true });
  }

  /** Closes the browser and removes its profile. */
  async dispose(): Promise<void> {
    await this.#context?.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }

  #start(): Promise<BrowserContext> {
    const executablePath = findBrowser();
    return chromium.launchPersistentContext(this.#profile, {
      ...(executablePath ? { executablePath } : {}),
      args: [...BROWSER_FLAGS],
      viewport: { width: 1200, height: 640 },
    });
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already, with the one that had started it.
  }
}
