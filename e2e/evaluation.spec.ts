import { viewer } from './annotationTools.ts';
import { expect, openFiles, segment, test } from './journey.ts';
import { discLabelsPng, discsPng } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';
import { savedFile } from './pageFiles.ts';

test('objects are scored against labels that came with their image', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, [
    discsPng('discs.png', 144, 96),
    discLabelsPng('discs_labels.png', 144, 96),
  ]);
  await expect(page.getByText('6 objects, 100% annotated')).toBeVisible();
  const evaluate = page.getByRole('button', { name: 'Evaluate', exact: true });
  await expect(evaluate).toHaveCount(0);
  const found = await segment(page);
  await evaluate.click();

  const panel = page.getByRole('complementary', { name: 'Evaluation' });
  await expect(panel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(evaluate).toBeFocused();
  await evaluate.click();
  await expect(panel.getByRole('row', { name: /^F1 at IoU 0.50/ })).toContainText(/[01]\.\d{3}$/);
  const counts = (await panel.locator('dd').allTextContents()).map(Number);
  const [hits = -1, missed = -1, wrong = -1] = counts;
  expect([hits + missed, hits + wrong]).toEqual([6, found]);
  await expect(panel.getByRole('img', { name: 'Average precision by IoU' })).toBeVisible();
  await expect(panel).toContainText('The model was trained on');
  await expectForEveryone(page, 'evaluation');

  // At the highest threshold something is wrong; a click on it brings it before the eyes.
  await panel.getByRole('combobox', { name: 'Found from IoU' }).click();
  await page.getByRole('option', { name: '0.95' }).click();
  const first = panel.getByRole('list').getByRole('button').first();
  await expect(first).toContainText('IoU');
  const zoom = () => viewer(page).getAttribute('aria-description');
  await viewer(page).press('1');
  await expect.poll(zoom).toContain('zoom 100%');
  await first.click();
  await expect.poll(zoom).not.toContain('zoom 100%');

  await page.setViewportSize({ width: 400, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
  await panel.getByText('All images (1)').click();
  const table = panel.getByRole('table', { name: 'Scores by image' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expectForEveryone(page, 'evaluation of all images on a phone');
  const { bytes } = await savedFile(page, () =>
    panel.getByRole('button', { name: 'Export CSV' }).click(),
  );
  expect(bytes.toString().split('\n')[1]).toMatch(/^discs\.png,[\w-]+,6,/);
  await panel.getByRole('button', { name: 'Close the evaluation' }).click();
  await expect(panel).toHaveCount(0);
});
