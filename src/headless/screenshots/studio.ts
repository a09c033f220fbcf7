import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

/** Folder of the pictures. */
export const PICTURE_FOLDER = 'docs';
/** Until tiles and texts of a finished step are drawn. */
const SETTLE_MS = 1500;
/** Room that the page says it has; the same for every machine. */
const QUOTA_BYTES = 20e9;
/** Far enough from every control that none looks pointed at. */
const POINTER_REST = { x: 2, y: 2 };

/** How the page is looked at. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly theme: 'dark' | 'light';
  /** Pixels of the screen per CSS pixel. */
  readonly density: number;
}

/** A picture of the page: how it is looked at and what is done before. */
export interface Scene {
  /** Name of the file without its ending. */
  readonly name: string;
  readonly look: Partial<Look>;
  /** Brings the page to where the picture is taken; its address is `siteUrl`. */
  readonly prepare: (page: Page, siteUrl: string) => Promise<void>;
  /** Leaves the pointer where `prepare` put it. */
  readonly keepsPointer?: boolean;
}

const DESKTOP: Look = { width: 1440, height: 900, theme: 'dark', density: 1 };

/** The button of exactly that name. */
export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** Takes a picture in a browser profile of its own and gives the path of its file. */
export async function photograph(browser: Browser, siteUrl: string, scene: Scene): Promise<string> {
  const { width, height, theme, density } = { ...DESKTOP, ...scene.look };
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: density,
    colorScheme: theme,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: siteUrl,
      quotaSize: QUOTA_BYTES,
    });
    await scene.prepare(page, siteUrl);
    if (!scene.keepsPointer) await page.mouse.move(POINTER_REST.x, POINTER_REST.y);
    await page.waitForTimeout(SETTLE_MS);
    const path = join(PICTURE_FOLDER, `${scene.name}.png`);
    await page.screenshot({ path });
    return path;
  } finally {
    await context.close();
  }
}
