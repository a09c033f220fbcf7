import { type Browser, chromium } from 'playwright-core';
import { BROWSER_FLAGS } from '#headless/browser/browserFlags.ts';
import { ensureBrowser } from '#headless/browser/ensureBrowser.ts';

/**
 * A headless browser with WebGPU, found on this machine or fetched.
 *
 * @throws AppError `not-found` with what to install by hand
 */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: [...BROWSER_FLAGS] });
}
