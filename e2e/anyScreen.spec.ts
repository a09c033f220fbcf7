import { viewer } from './annotationTools.ts';
import { expect, segment, test } from './journey.ts';
import { cutControls } from './pageChecks.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  waitForSteps,
} from './trainingSteps.ts';

const SCREENS = [
  ['a phone', 400, 800],
  ['a small phone', 320, 640],
  ['a laptop at 200 %', 720, 450],
  ['a laptop', 1440, 900],
  ['4K', 3840, 2160],
] as const;

for (const [name, width, height] of SCREENS) {
  test(`nothing is cut off on ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/');
    expect(await cutControls(page), 'empty page').toEqual([]);
    await button(page, 'Try a sample').click();
    await segment(page);
    expect(await cutControls(page), 'results').toEqual([]);
    await page.keyboard.press('u');
    await page.keyboard.press('b');
    expect(await cutControls(page), 'annotation').toEqual([]);
    const box = await page.getByRole('application', { name: 'Image viewer' }).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThan(140);
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
    expect(await cutControls(page), 'help').toEqual([]);
  });
}

test('the theme follows the system until one is chosen, which is remembered', async ({ page }) => {
  const theme = () => page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await expect.poll(theme).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(theme).toBe('dark');
  await button(page, 'Light theme').click();
  await page.reload();
  await expect.poll(theme).toBe('light');
});

test('the tour shows the way, follows the work and does not come back', async ({ page }) => {
  const tour = page.getByRole('region', { name: 'First steps' });
  await page.goto('/?sample=nuclei');
  await expect(button(page, 'Segment')).toBeEnabled();
  await expect(tour).toHaveCount(0);
  await page.goto('/');
  await expect(tour).toContainText('Step 1 of 4');
  await button(page, 'Try a sample').click();
  await expect(tour).toContainText('Step 2 of 4');
  // The sample that was open before is there at once, the new one takes a moment.
  await expect(button(page, 'Segment')).toBeEnabled();
  await button(page, 'Show me').press('Enter');
  await expect(button(page, 'Segment')).toBeFocused();
  await button(page, 'Next').press('Enter');
  await button(page, 'Skip the tour').press('Enter');
  await expect(tour).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Brush' })).toBeFocused();
  await page.reload();
  await expect(button(page, 'Try a sample')).toBeVisible();
  await expect(tour).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.type('tour');
  await page.keyboard.press('Enter');
  await expect(tour).toBeFocused();
});

test('the image keeps its place when the tour ends by itself, and the tour does not come back', async ({
  page,
}) => {
  const tour = page.getByRole('region', { name: 'First steps' });
  await page.goto('/');
  await openAnnotated(page, [discsWithLabels('discs', 144, 144)]);
  await chooseTinyNetwork(page);
  const box = await viewer(page).boundingBox();
  await button(page, 'Train').click();
  await expect(tour).toContainText('That is the whole way.');
  await waitForSteps(page, 1);
  expect(await viewer(page).boundingBox()).toEqual(box);
  await page.reload();
  await expect(button(page, 'Train')).toBeVisible();
  await expect(tour).toHaveCount(0);
});

test('every section of the help has an address, and Back closes it', async ({ page }) => {
  await page.goto('/#help/trust');
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help.getByRole('heading', { name: /^When to trust/ })).toBeInViewport();
  await help.getByRole('link', { name: 'How to cite', exact: true }).click();
  await expect(page).toHaveURL(/#help\/cite$/);
  const paper = help.getByRole('link', { name: 'doi:10.1007/978-3-319-24574-4_28' });
  await expect(paper).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await page.goBack();
  await expect(help).toBeVisible();
});
