import type { Page } from '@playwright/test';
import { drag, stateLine, stateText, take } from './annotationTools.ts';
import {
  expect,
  exportFile,
  objectCount,
  openFiles,
  segment,
  statusLine,
  test,
} from './journey.ts';
import { discsPng } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import { savedFile } from './pageFiles.ts';
import {
  openProjectFile,
  projectBar,
  projectRow,
  projectsDialog,
  projectTitle,
  projectTitles,
  renameOpenProject,
  showProjects,
  waitUntilSaved,
} from './projectSteps.ts';

const image = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Images' }).getByRole('listitem', { name, exact: true });

const select = (page: Page, name: string) => image(page, name).getByRole('button').first().click();

const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true });

const closeDialog = (page: Page) =>
  projectsDialog(page).getByRole('button', { name: 'Close' }).click();

/** Everything of a whole session that can be told from outside. */
async function factsOf(page: Page): Promise<unknown> {
  await select(page, 'cells.png');
  await page.getByText('Prediction', { exact: true }).click();
  const status = await statusLine(page).textContent();
  const labels = await exportFile(page, 'Label image (TIFF)');
  const table = await exportFile(page, 'Measurements (CSV)');
  const annotation = await exportFile(page, 'Annotation (TIFF)');
  return {
    status,
    labels: Buffer.from(labels.bytes).toString('base64'),
    table: new TextDecoder().decode(table.bytes),
    annotation: Buffer.from(annotation.bytes).toString('base64'),
    annotated: await stateText(page),
    pixelSize: await page.getByRole('textbox', { name: 'Pixel size' }).inputValue(),
    scale: await page.getByRole('slider', { name: 'Scale' }).getAttribute('aria-valuetext'),
    threshold: await page.getByRole('slider', { name: 'Threshold' }).getAttribute('aria-valuetext'),
    images: await page
      .getByRole('list', { name: 'Images' })
      .getByRole('listitem')
      .evaluateAll((items) => items.map((item) => item.textContent)),
  };
}

/** A ZIP file with one wrong byte in the data of a part. */
function withFlippedByte(zip: Uint8Array, part: string): Buffer {
  const flipped = Buffer.from(zip);
  // The data begins behind the name in the part's header.
  const at = flipped.indexOf(part) + part.length + 60;
  flipped[at] = (flipped[at] ?? 0) ^ 1;
  return flipped;
}

/** Opens images, segments, deletes, annotates and changes settings. */
async function workForAWhile(page: Page): Promise<void> {
  await openFiles(page, [discsPng('cells.png', 240, 240), discsPng('more.png', 96, 144)]);
  await select(page, 'more.png');
  expect(await segment(page)).toBe(6);
  await select(page, 'cells.png');
  await page.getByRole('textbox', { name: 'Pixel size' }).fill('0.4');
  await page.keyboard.press('Enter');
  expect(await segment(page)).toBe(25);
  await page.getByRole('slider', { name: 'Threshold' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(statusLine(page)).toBeVisible();
  await take(page, 'Select');
  await drag(page, [-0.005, -0.005], [0.41, 0.21]);
  await page.keyboard.press('Delete');
  await expect.poll(() => objectCount(page)).toBe(23);
  await take(page, 'Brush');
  await drag(page, [0.1, 0.3], [0.3, 0.3]);
  await expect(stateLine(page)).toHaveText(/^1 object/);
  await drag(page, [0.1, 0.5], [0.3, 0.5]);
  await expect(stateLine(page)).toHaveText(/^2 objects/);
  await drag(page, [0.1, 0.7], [0.3, 0.7]);
  await expect(stateLine(page)).toHaveText(/^3 objects/);
  await undo(page).click();
  await expect(stateLine(page)).toHaveText(/^2 objects/);
  await waitUntilSaved(page);
}

test('a whole session is there again after a reload, and undo goes back to its start', async ({
  page,
}) => {
  await page.goto('/');
  await workForAWhile(page);
  const before = await factsOf(page);
  await waitUntilSaved(page);
  await page.reload();
  await waitUntilSaved(page);
  await expect(image(page, 'more.png')).toContainText('6 objects');
  expect(await factsOf(page)).toEqual(before);
  await expect(page.getByRole('alert')).toHaveCount(0);

  await page.getByText('Annotation', { exact: true }).click();
  await take(page, 'Brush');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(stateLine(page)).toHaveText(/^3 objects/);
  for (const count of [2, 1, 0]) {
    await undo(page).click();
    await expect(stateLine(page)).toHaveText(new RegExp(`^${count} objects?,`));
  }
  await page.getByText('Prediction', { exact: true }).click();
  await undo(page).click();
  await expect.poll(() => objectCount(page)).toBe(25);
});

test('several projects: renamed, duplicated, deleted and brought back', async ({ page }) => {
  await page.goto('/');
  await showProjects(page);
  await expect(projectsDialog(page)).toContainText('No projects yet');
  await closeDialog(page);
  await openFiles(page, discsPng('first.png', 96, 96));
  await take(page, 'Brush');
  await drag(page, [0.2, 0.2], [0.6, 0.2]);
  await expect(stateLine(page)).toHaveText(/^1 object/);
  await waitUntilSaved(page);
  expect(await projectTitle(page)).toBe('first');
  await renameOpenProject(page, 'Plate 1');

  await showProjects(page);
  await projectsDialog(page).getByRole('button', { name: 'New project' }).click();
  await expect(page.getByText('No image is open.')).toBeVisible();
  await openFiles(page, discsPng('second.png', 96, 96));
  await waitUntilSaved(page);

  await showProjects(page);
  await expect.poll(() => projectTitles(page)).toEqual(['second', 'Plate 1']);
  await expect(projectRow(page, 'second')).toContainText('Open here');
  await expect(projectRow(page, 'Plate 1')).toContainText('1 image');
  await projectRow(page, 'Plate 1').getByRole('button', { name: 'Rename Plate 1' }).click();
  await page.getByRole('textbox', { name: 'Name of the project' }).fill('Plate 9');
  await page.keyboard.press('Enter');
  await projectRow(page, 'Plate 9').getByRole('button', { name: 'Duplicate Plate 9' }).click();
  await expect(projectRow(page, 'Plate 9 copy')).toBeVisible();
  await projectRow(page, 'Plate 9').getByRole('button', { name: 'Delete Plate 9' }).click();
  await expect(projectRow(page, 'Plate 9')).toHaveCount(0);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectForEveryone(page, `list of projects, ${colorScheme}`);
  }
  const messages = projectsDialog(page).getByRole('region', { name: 'Messages' });
  await messages.getByRole('button', { name: 'Undo' }).click();
  await expect(projectRow(page, 'Plate 9')).toBeVisible();

  await projectRow(page, 'Plate 9 copy').getByRole('button', { name: 'Open Plate 9 copy' }).click();
  await expect(image(page, 'first.png')).toBeVisible();
  await expect(image(page, 'second.png')).toHaveCount(0);
  await expect(stateLine(page)).toHaveText(/^1 object/);
  await undo(page).click();
  await expect(stateLine(page)).toHaveText(/^0 objects/);
  await waitUntilSaved(page);
  await showProjects(page);
  await projectRow(page, 'Plate 9').getByRole('button', { name: 'Open Plate 9' }).click();
  await expect(projectBar(page)).toContainText('Plate 9');
  await expect(stateLine(page)).toHaveText(/^1 object/);
});

test('a project goes out as a ZIP file, is deleted, and comes back the same; a flipped byte is refused by name', async ({
  page,
}) => {
  await page.goto('/');
  await workForAWhile(page);
  await renameOpenProject(page, 'Travelling');
  const before = await factsOf(page);
  await waitUntilSaved(page);
  const { name, bytes } = await exportFile(page, 'Project (ZIP)');
  expect(name).toBe('Travelling.zip');
  const fromList = await savedFile(page, async () => {
    await showProjects(page);
    await projectRow(page, 'Travelling')
      .getByRole('button', { name: /^Download/ })
      .click();
  });
  expect(fromList.bytes.length).toBe(bytes.length);
  await projectRow(page, 'Travelling')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(projectsDialog(page)).toContainText('No projects yet');
  await projectsDialog(page).getByRole('button', { name: 'Dismiss' }).click();
  await closeDialog(page);
  await expect(page.getByText('No image is open.')).toBeVisible();

  for (const part of [
    'images/1-cells.png',
    'predictions/1-page1.map',
    'annotations/1-page1.annotation',
  ]) {
    await openProjectFile(page, 'flipped.zip', withFlippedByte(bytes, part));
    await expect(page.getByRole('alert')).toContainText('flipped.zip');
    await expect(page.getByRole('alert')).toContainText(part);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('No image is open.')).toBeVisible();
  }

  await openProjectFile(page, 'Travelling.zip', Buffer.from(bytes));
  await expect(image(page, 'cells.png')).toBeVisible();
  await waitUntilSaved(page);
  await expect(image(page, 'more.png')).toContainText('6 objects');
  expect(await factsOf(page)).toEqual(before);
  await page.getByText('Annotation', { exact: true }).click();
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(stateLine(page)).toHaveText(/^3 objects/);
});
