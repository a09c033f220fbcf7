import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';

/** A file that the page offered for saving. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

/**
 * Does what makes the page save a file, and gives that file.
 * Both are awaited at once: a wait that outlives a failed click would hide the failure behind its own.
 */
export async function savedFile(page: Page, start: () => Promise<void>): Promise<SavedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), start()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Does what makes the page ask for files, and answers with these. */
export async function answerWithFiles(
  page: Page,
  start: () => Promise<void>,
  files: Parameters<Locator['setInputFiles']>[0],
): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), start()]);
  await chooser.setFiles(files as string[]);
}
