import type { Page } from '@playwright/test';
import { expect, openFiles, segment, test } from './journey.ts';
import { discsPng, halfOf } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  setNumber,
  waitForSteps,
} from './trainingSteps.ts';

// Colours are the same at every size: both themes are looked at on one of them.
const SCREENS = [
  { name: 'a laptop, dark and light', width: 1440, height: 900, themes: ['dark', 'light'] },
  { name: 'a phone', width: 400, height: 800, themes: ['dark'] },
] as const;

for (const { name, width, height, themes } of SCREENS) {
  test.describe(`for everyone on ${name}`, () => {
    test.use({ viewport: { width, height } });
    /** The page as it stands, in each theme. */
    const look = async (page: Page, state: string): Promise<void> => {
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        await expectForEveryone(page, `${state}, ${theme}`);
      }
    };
    /** On a phone the panels are tabs. */
    const show = async (page: Page, tab: string): Promise<void> => {
      if (width < 900) await page.getByRole('tab', { name: tab, exact: true }).click();
    };

    test('from the empty page to results and annotation', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('region', { name: 'First steps' })).toBeVisible();
      await look(page, 'empty page with the tour');
      await button(page, 'Skip the tour').click();
      await look(page, 'empty page');
      await button(page, 'Try a sample').click();
      await expect(button(page, 'Segment')).toBeEnabled();
      await look(page, 'image open');
      await page.getByRole('switch', { name: /^Average 8/ }).press('Space');
      await button(page, 'Segment').click();
      await expectForEveryone(page, 'running');
      await button(page, 'Cancel').click();
      await page.getByRole('switch', { name: /^Average 8/ }).press('Space');
      await segment(page);
      await show(page, 'Results');
      await expect(page.getByRole('grid', { name: 'Objects' })).toBeVisible();
      await look(page, 'results');
      await button(page, 'Export').click();
      await expect(page.getByRole('menuitem').first()).toBeVisible();
      await look(page, 'export menu');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menuitem')).toHaveCount(0);
      await page.keyboard.press('u');
      await page.keyboard.press('b');
      await look(page, 'annotation');
      await show(page, 'Images');
      await look(page, 'images');
    });

    test('dialogs and messages', async ({ page }) => {
      await page.goto('/');
      await expect(button(page, 'About this network')).toBeVisible();
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
      await look(page, 'palette');
      await closeDialog(page);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      await look(page, 'shortcuts');
      await closeDialog(page);
      await page.keyboard.press('Shift+O');
      await expect(page.getByRole('dialog', { name: 'Projects' })).toBeVisible();
      await look(page, 'projects');
      await closeDialog(page);
      await button(page, 'About this network').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(page, 'model');
      await closeDialog(page);
      await page.keyboard.press('F1');
      await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
      await look(page, 'help');
      await closeDialog(page);
      await openFiles(page, halfOf(discsPng('half.png', 96, 96), 'half.png'));
      await expect(page.getByRole('alert')).toBeVisible();
      await look(page, 'alert');
    });

    test('training', async ({ page }) => {
      await page.goto('/');
      await openFiles(
        page,
        ['one', 'two'].flatMap((stem) => discsWithLabels(stem, 144, 144)),
      );
      await show(page, 'Train');
      const data = page.getByRole('list', { name: 'Training data' });
      await expect(data.getByRole('listitem')).toHaveCount(2);
      await button(page, 'Show weights and augmentation').click();
      await page.getByRole('tab', { name: 'Augmentation' }).click();
      await expect(page.getByRole('img', { name: /^Draw \d+$/ })).toHaveCount(12);
      await look(page, 'augmentation preview');
      await closeDialog(page);
      await page.getByText('Advanced settings').click();
      await look(page, 'training setup');
      await chooseTinyNetwork(page);
      await setNumber(page, 'Iterations', 4000);
      await button(page, 'Train').click();
      await waitForSteps(page, 3);
      await look(page, 'training');
      await button(page, 'Stop').click();
      await expect(button(page, 'Keep best')).toBeVisible();
      await look(page, 'training ended');
      // Where the clipboard is out of reach, the text is shown instead.
      await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: null }));
      await button(page, 'Copy methods text').click();
      await expect(page.getByRole('textbox', { name: 'Methods text' })).toBeFocused();
      await look(page, 'methods');
      await closeDialog(page);
      await button(page, 'Discard').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(page, 'question');
    });
  });
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
