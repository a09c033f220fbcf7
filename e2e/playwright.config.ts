import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS } from '#headless/browser/browserFlags.ts';
import { findBrowser } from '#headless/browser/findBrowser.ts';

const browserPath = findBrowser();

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // Much of a journey is waiting; more side by side would only slow each other down.
  workers: 2,
  forbidOnly: true,
  // On a busy machine a click or a wait may fail once; `npm test` names each that did.
  retries: 1,
  use: {
    headless: true,
    // Only the journeys about it have one: else each page would begin by keeping itself.
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(browserPath ? { executablePath: browserPath } : {}),
      args: [...BROWSER_FLAGS],
    },
    screenshot: 'only-on-failure',
  },
});
