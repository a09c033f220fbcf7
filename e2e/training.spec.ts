import { hasShared, sharedPath } from '#testing/sharedData.ts';
import {
  chooseModel,
  expect,
  objectCount,
  openFiles,
  segment,
  statusLine,
  test,
} from './journey.ts';
import { answerWithFiles, savedFile } from './pageFiles.ts';
import {
  breakStep,
  button,
  chart,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  realPair,
  setNumber,
  waitForSteps,
} from './trainingSteps.ts';

test.describe('training on real images', () => {
  test.skip(!hasShared, 'needs the real images in ../shared, which are no part of this repository');

  test('from labels of the user to a model of the user', async ({ page }) => {
    await page.goto('/');
    await openAnnotated(page, [
      realPair('fluo_256x256_003cee89'),
      realPair('fluo_256x256_00071198'),
    ]);
    await chooseTinyNetwork(page);
    await setNumber(page, 'Iterations', 40);
    await setNumber(page, 'Learning rate', 0.005);
    await setNumber(page, 'Seed', 3);
    await expect(page.getByText(/^WebAssembly · tiles of \d+ px/)).toBeVisible();
    await button(page, 'Train').click();
    await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeInViewport();
    await expect(chart(page, 'Loss')).toHaveAccessibleDescription(/^0\.\d+ at step \d+/, {
      timeout: 60_000,
    });
    await expect(chart(page, 'Validation')).toHaveAccessibleDescription(/^IoU 0\.\d+, F1 \d\.\d+/);
    await expect(button(page, 'Keep best')).toBeVisible({ timeout: 120_000 });
    await expect(page.getByText(/^Training finished after 40 steps/).first()).toBeVisible();
    await button(page, 'Keep best').click();
    await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue('Trained from scratch');
    await button(page, 'Segment all').click();
    await expect(statusLine(page)).toBeVisible({ timeout: 60_000 });
    await page.reload();
    await chooseModel(page, /^Trained from scratch/);
    await openFiles(page, sharedPath('data/dsb2018/images/fluo_256x256_003cee89.png'));
    await segment(page);
  });

  test('predict, take over, train, next: one key each', async ({ page }) => {
    await page.goto('/');
    await openFiles(page, [
      sharedPath('data/dsb2018/images/fluo_256x256_003cee89.png'),
      sharedPath('data/dsb2018/images/fluo_256x256_00071198.png'),
    ]);
    await expect(button(page, 'Segment')).toBeEnabled();
    await page.keyboard.press('s');
    expect(await objectCount(page)).toBeGreaterThan(3);
    await button(page, 'Use prediction as annotation').click();
    await expect(button(page, 'Train')).toBeEnabled();
    // It learns its own prediction: by what is kept apart no step could be better, nor be kept.
    await page.getByText('Advanced settings').click();
    await setNumber(page, 'Share kept apart', 0);
    await page.getByText('Advanced settings').click();
    await page.keyboard.press('t');
    await waitForSteps(page, 2);
    await page.keyboard.press('t');
    await expect(button(page, 'Resume')).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press('k');
    await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(
      'Nuclei (fluorescence), fine-tuned',
    );
    await page.keyboard.press('t');
    await expect(button(page, 'Pause')).toBeVisible();
    // Training goes on beside the segmentation of another image by another model.
    await page.getByRole('list', { name: 'Images' }).getByText('00071198').click();
    await chooseModel(page, /^Nuclei \(fluorescence\)(?!,)/);
    expect(await segment(page)).toBeGreaterThan(3);
    await expect(button(page, 'Pause')).toBeVisible();
    await button(page, 'Stop').click();
    await button(page, 'Discard').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
    await expect(button(page, 'Train')).toBeVisible();
  });
});

test('a closed tab: the run is offered on return and goes on', async ({ page }) => {
  await page.goto('/');
  await openAnnotated(page, [discsWithLabels('one', 144, 144), discsWithLabels('two', 144, 144)]);
  await chooseTinyNetwork(page);
  await setNumber(page, 'Iterations', 2000);
  await button(page, 'Train').click();
  await waitForSteps(page, 5);
  await button(page, 'Pause').click();
  await expect(button(page, 'Resume')).toBeVisible({ timeout: 30_000 });
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  const offer = page.getByRole('region', { name: 'Interrupted training' });
  await expect(offer).toContainText(/interrupted at step \d+ of 2,000/);
  const steps = Number(/at step (\d+)/.exec((await offer.textContent()) ?? '')?.[1]);
  expect(steps).toBeGreaterThanOrEqual(5);
  await offer.getByRole('button', { name: 'Resume' }).click();
  const items = page.getByRole('list', { name: 'Images' }).getByRole('listitem');
  await expect(items).toHaveCount(2);
  await waitForSteps(page, steps + 3);
  // Cut off again, this time in the middle of a step.
  await page.reload();
  await offer.getByRole('button', { name: 'Resume' }).click();
  await waitForSteps(page, steps + 1);
  await button(page, 'Stop').click();
  await button(page, 'Keep best').click();
  await expect(page.getByText(/is kept in this browser and chosen/)).toBeVisible();
  await page.reload();
  await expect(button(page, 'Train')).toBeVisible();
  await expect(offer).toHaveCount(0);
});

test('a loss that is no number ends the run with the last good weights', async ({ page }) => {
  await breakStep(page, 4, 'not-finite');
  await page.goto('/');
  await openAnnotated(page, [discsWithLabels('one', 144, 144)]);
  await chooseTinyNetwork(page);
  await button(page, 'Train').click();
  await expect(page.getByRole('alert')).toContainText('Lower the learning rate', {
    timeout: 60_000,
  });
  await button(page, 'Keep best').click();
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue('Trained from scratch');
  expect(await segment(page)).toBeGreaterThanOrEqual(0);
});

test('out of memory lowers the tile and goes on', async ({ page }) => {
  await breakStep(page, 3, 'out-of-memory');
  await page.goto('/');
  await openAnnotated(page, [discsWithLabels('one', 240, 240)]);
  await chooseTinyNetwork(page);
  await button(page, 'Train').click();
  await waitForSteps(page, 6);
  await expect(page.getByText(/memory/i).first()).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await button(page, 'Stop').click();
  await expect(button(page, 'Keep best')).toBeVisible();
});

test('previews, recipe file, and the page at 400 px', async ({ page }) => {
  await page.goto('/');
  await openAnnotated(page, [discsWithLabels('one', 144, 144)]);
  await button(page, 'Show weights and augmentation').click();
  await expect(page.getByText(/How much each pixel counts/)).toBeVisible();
  await page.getByRole('tab', { name: 'Augmentation' }).click();
  await expect(page.getByRole('img', { name: /^Draw \d+$/ })).toHaveCount(12);
  await page.keyboard.press('Escape');
  await page.getByText('Advanced settings').click();
  await setNumber(page, 'Batch', 3);
  const recipe = await savedFile(page, () => button(page, 'Save recipe').click());
  await setNumber(page, 'Batch', 5);
  await answerWithFiles(page, () => button(page, 'Load recipe').click(), {
    name: 'recipe.json',
    mimeType: 'application/json',
    buffer: Buffer.from(recipe.bytes),
  });
  await expect(page.getByRole('spinbutton', { name: 'Batch' })).toHaveValue('3');
  await page.setViewportSize({ width: 400, height: 800 });
  await page.getByRole('tab', { name: 'Train' }).click();
  await expect(button(page, 'Train')).toBeVisible();
});
