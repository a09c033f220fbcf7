import type { Page } from '@playwright/test';
import { expect, openFiles, segment, test } from './journey.ts';
import { discsPng, halfOf } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  setNumber,
  waitForSteps,
} from './trainingSteps.ts';

const SIZES = [
  { name: 'a laptop', width: 1440, height: 900 },
  { name: 'a phone', width: 400, height: 800 },
] as const;

const THEMES = ['dark', 'light'] as const;

for (const size of SIZES) {
  for (const theme of THEMES) {
    const isPhone = size.width < 900;
    /** On a phone the panels are tabs. */
    const show = async (page: Page, tab: string): Promise<void> => {
      if (isPhone) await page.getByRole('tab', { name: tab, exact: true }).click();
    };

    test.describe(`on ${size.name}, ${theme}`, () => {
      test.use({ viewport: { width: size.width, height: size.height }, colorScheme: theme });

      test('from the empty page to results and annotation', async ({ page }) => {
        await page.goto('/');
        await expect(page.getByRole('region', { name: 'First steps' })).toBeVisible();
        await expectForEveryone(page, 'empty page with the tour');
        await button(page, 'Skip the tour').click();
        await expectForEveryone(page, 'empty page');
        await button(page, 'Try a sample').click();
        await expect(button(page, 'Segment')).toBeEnabled();
        await expectForEveryone(page, 'image open');
        await page.getByRole('switch', { name: /^Average 8/ }).press('Space');
        await button(page, 'Segment').click();
        await expectForEveryone(page, 'running');
        await button(page, 'Cancel').click();
        await page.getByRole('switch', { name: /^Average 8/ }).press('Space');
        await segment(page);
        await show(page, 'Results');
        await expect(page.getByRole('grid', { name: 'Objects' })).toBeVisible();
        await expectForEveryone(page, 'results');
        await page.keyboard.press('u');
        await page.keyboard.press('b');
        await expectForEveryone(page, 'annotation');
        await show(page, 'Images');
        await expectForEveryone(page, 'images');
      });

      test('dialogs and messages', async ({ page }) => {
        await page.goto('/');
        await expect(button(page, 'About this network')).toBeVisible();
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
        await expectForEveryone(page, 'palette');
        await closeDialog(page);
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
        await expectForEveryone(page, 'shortcuts');
        await closeDialog(page);
        await page.keyboard.press('Shift+O');
        await expect(page.getByRole('dialog', { name: 'Projects' })).toBeVisible();
        await expectForEveryone(page, 'projects');
        await closeDialog(page);
        await button(page, 'About this network').click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectForEveryone(page, 'model');
        await closeDialog(page);
        await page.keyboard.press('F1');
        await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
        await expectForEveryone(page, 'help');
        await closeDialog(page);
        await openFiles(page, halfOf(discsPng('half.png', 96, 96), 'half.png'));
        await expect(page.getByRole('alert')).toBeVisible();
        await expectForEveryone(page, 'alert');
      });

      test('training', async ({ page }) => {
        await page.goto('/');
        await openAnnotatedOn(page, isPhone);
        await show(page, 'Train');
        await button(page, 'Show weights and augmentation').click();
        await page.getByRole('tab', { name: 'Augmentation' }).click();
        await expect(page.getByRole('img', { name: /^Draw \d+$/ })).toHaveCount(12);
        await expectForEveryone(page, 'augmentation preview');
        await page.keyboard.press('Escape');
        await page.getByText('Advanced settings').click();
        await expectForEveryone(page, 'training setup');
        await chooseTinyNetwork(page);
        await setNumber(page, 'Iterations', 4000);
        await button(page, 'Train').click();
        await waitForSteps(page, 3);
        await expectForEveryone(page, 'training');
        await button(page, 'Stop').click();
        await expect(button(page, 'Keep best')).toBeVisible();
        await expectForEveryone(page, 'training ended');
        await button(page, 'Discard').click();
        await expect(page.getByRole('dialog').last()).toBeVisible();
        await expectForEveryone(page, 'question');
      });
    });
  }
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function openAnnotatedOn(page: Page, isPhone: boolean): Promise<void> {
  const pairs = [discsWithLabels('one', 144, 144), discsWithLabels('two', 144, 144)];
  if (!isPhone) return openAnnotated(page, pairs);
  await openFiles(page, pairs.flat());
  await page.getByRole('tab', { name: 'Train', exact: true }).click();
  const items = page.getByRole('list', { name: 'Training data' }).getByRole('listitem');
  await expect(items).toHaveCount(pairs.length);
}
