import type { Locator, Page } from '@playwright/test';
import { expect, segment } from './journey.ts';

/** The part of the header that tells of the open project. */
export const projectBar = (page: Page): Locator =>
  page.getByRole('group', { name: 'Project', exact: true });

/** Waits until everything done so far is safe on disk. */
export async function waitUntilSaved(page: Page): Promise<void> {
  await expect(projectBar(page).getByText('Saved', { exact: true })).toBeVisible();
}

/** Title of the open project. */
export async function projectTitle(page: Page): Promise<string> {
  return (
    (await projectBar(page)
      .getByRole('button', { name: /^Rename/ })
      .textContent()) ?? ''
  );
}

/** Opens the list of projects and gives its dialog. */
export async function showProjects(page: Page): Promise<Locator> {
  await projectBar(page).getByRole('button', { name: 'Projects' }).click();
  return projectsDialog(page);
}

/** The list of projects, where it is open. */
export const projectsDialog = (page: Page): Locator =>
  page.getByRole('dialog', { name: 'Projects' });

/** The row of one project in the list. */
export function projectRow(page: Page, title: string): Locator {
  return projectsDialog(page).getByRole('listitem', { name: title, exact: true });
}

/** Titles in the list, the last changed first. */
export async function projectTitles(page: Page): Promise<string[]> {
  const rows = projectsDialog(page).getByRole('list', { name: 'Projects' }).getByRole('listitem');
  return rows.evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
}

/** Changes the title of the open project in the header. */
export async function renameOpenProject(page: Page, title: string): Promise<void> {
  await projectBar(page)
    .getByRole('button', { name: /^Rename/ })
    .click();
  await page.getByRole('textbox', { name: 'Name of the project' }).fill(title);
  await page.keyboard.press('Enter');
  await expect(
    projectBar(page).getByRole('button', { name: `Rename project ${title}` }),
  ).toBeVisible();
}

/** Opens a project file as the file dialog would. */
export async function openProjectFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const file = { name, mimeType: 'application/zip', buffer };
  await page.getByLabel('Project file', { exact: true }).setInputFiles(file);
}

/** Sets the space that the browser gives the page; `null` = as it was. */
export async function setQuota(
  page: Page,
  siteUrl: string,
  quotaSize: number | null,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: siteUrl,
    ...(quotaSize === null ? {} : { quotaSize }),
  });
}

/**
 * Leaves no space and segments, which needs some. A stroke alone is so small that the browser takes
 * it for up to half a minute before it looks again at how much there is.
 */
export async function fillDisk(page: Page, siteUrl: string): Promise<void> {
  await setQuota(page, siteUrl, 1000);
  expect(await segment(page)).toBe(100);
  await expect(projectBar(page)).toContainText('Not saved', { timeout: 3000 });
}
