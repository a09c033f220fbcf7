import type { Page } from '@playwright/test';

const LOOK_EVERY_MS = 50;
/** From the end of a stroke until the page says otherwise than before, at most. */
const DRAWN_AFTER_MS = 300;

/** Watches what a page tells of saving, until it dies. */
export class SavedWatch {
  #toldMs = Number.NEGATIVE_INFINITY;

  /** What ended before this time was told as saved, by `Date.now()`. */
  get sureMs(): number {
    return this.#toldMs - DRAWN_AFTER_MS;
  }

  /** Begins to watch a page that is loaded. */
  async begin(page: Page): Promise<void> {
    await page.exposeFunction('toldAsSaved', (atMs: number) => {
      this.#toldMs = atMs;
    });
    await page.evaluate((everyMs) => {
      const tell: unknown = Reflect.get(window, 'toldAsSaved');
      setInterval(() => {
        const bar = document.querySelector('[role=group][aria-label=Project]');
        const isSaved = bar?.textContent.includes('Saved');
        if (isSaved && typeof tell === 'function') tell(Date.now());
      }, everyMs);
    }, LOOK_EVERY_MS);
  }
}
