import type { Page } from '@playwright/test';
import { stateLine, viewer } from './annotationTools.ts';
import { expect, objectCount, test } from './journey.ts';
import { isFocusSeen } from './pageChecks.ts';
import { savedFile } from './pageFiles.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  setNumber,
  waitForSteps,
} from './trainingSteps.ts';

test('open, segment, correct, train and export without a mouse', async ({ page }) => {
  await page.goto('/');
  await tabTo(page, 'Try a sample');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Segment')).toBeEnabled();
  await runCommand(page, 'segment');
  expect(await objectCount(page)).toBeGreaterThan(0);

  // An object is chosen in the table, by its row.
  await runCommand(page, 'table of objects');
  await expect(page.getByRole('grid', { name: 'Objects' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('1 selected').first()).toBeVisible();

  await page.keyboard.press('b');
  await runCommand(page, 'go to the image');
  await expect(viewer(page)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press(' ');
  for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press(' ');
  await expect(stateLine(page)).toHaveText(/^1 object,/);
  await page.keyboard.press('Shift+Q');

  await page.keyboard.press('t');
  await waitForSteps(page, 1);
  await page.keyboard.press('t');
  await expect(button(page, 'Resume')).toBeVisible({ timeout: 60_000 });

  const { name } = await savedFile(page, () => runCommand(page, 'export annotation'));
  expect(name).toMatch(/\.tif$/);
});

test('the focus stays where the hands are', async ({ page }) => {
  await page.goto('/');
  await tabTo(page, 'Try a sample');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Segment')).toBeEnabled();

  // Buttons that take each other's place hand the focus on.
  await button(page, 'Segment').focus();
  await page.keyboard.press('Enter');
  await objectCount(page);
  await expect(button(page, 'Segment')).toBeFocused();

  // Dialogs give it back.
  for (const [name, dialog] of [
    ['Find a command', 'Commands'],
    ['Help', 'Help'],
    ['About this network', /Nuclei/],
    ['Projects', 'Projects'],
  ] as const) {
    await button(page, name).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button(page, name)).toBeFocused();
  }
});

test('a question gives the focus back to the button that led to it', async ({ page }) => {
  await page.goto('/');
  await openAnnotated(page, [discsWithLabels('one', 144, 144)]);
  await chooseTinyNetwork(page);
  await button(page, 'Train').click();
  await waitForSteps(page, 1);
  await button(page, 'Stop').click();
  await button(page, 'Discard').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Throw this training away?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Discard')).toBeFocused();

  // So does the text that is shown where the clipboard is out of reach.
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  const copy = button(page, 'Copy methods text');
  await copy.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Methods text' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(copy).toBeFocused();
});

test('the focus is seen wherever the Tab key leads', async ({ page }) => {
  // Without transitions what is seen is there at once.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/?sample=nuclei');
  await expect(button(page, 'Segment')).toBeEnabled();
  const unseen: string[] = [];
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? '');
    if (name.startsWith('<body')) break;
    if (!(await isFocusSeen(page))) unseen.push(name);
  }
  expect(unseen).toEqual([]);
});

test('the palette names what cannot be done yet, and why', async ({ page }) => {
  await page.goto('/');
  await expect(button(page, 'Try a sample')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.type('seg all');
  const line = page.getByRole('option').first();
  await expect(line).toContainText('Segment all');
  await expect(line).toContainText('Open an image first');
  await expect(line).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('letters can be switched off as shortcuts, and stay off', async ({ page }) => {
  await page.goto('/?sample=nuclei');
  await expect(button(page, 'Segment')).toBeEnabled();
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: 'Letters act at once' }).press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('b');
  const brush = page.getByRole('radio', { name: 'Brush' });
  await expect(brush).not.toBeChecked();
  await page.reload();
  await expect(button(page, 'Segment')).toBeEnabled();
  await page.keyboard.press('b');
  await expect(brush).not.toBeChecked();
  await runCommand(page, 'brush');
  await expect(brush).toBeChecked();
});

test('a number out of range is told beside its field, and what was taken instead', async ({
  page,
}) => {
  await page.goto('/');
  const depth = page.getByRole('spinbutton', { name: 'Learning rate' });
  await setNumber(page, 'Learning rate', 7);
  await expect(depth).toHaveAccessibleDescription(/A number from/);
  await depth.press('Tab');
  await expect(page.getByText(/^7 was not taken\. A number from/)).toBeVisible();
  await expect(depth).toHaveValue('0.0003');
});

/** Finds a command in the palette and runs it. */
async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toHaveCount(0);
}

async function tabTo(page: Page, name: string): Promise<void> {
  const target = button(page, name);
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`"${name}" cannot be reached with the Tab key.`);
}
