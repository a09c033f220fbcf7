import type { Page } from 'playwright-core';
import { segmentImage } from '#headless/page/drivePage.ts';
import { paintNuclei } from '#headless/screenshots/paintNuclei.ts';
import { button, type Scene } from '#headless/screenshots/studio.ts';

/** Enough for curves and a prediction to look at. */
const TRAINING_STEPS = 400;
const TRAINING_DEADLINE_MS = 900_000;
const DEADLINE_MS = 180_000;

async function openSample(page: Page, siteUrl: string, sampleId: string): Promise<void> {
  await page.goto(`${siteUrl}/?sample=${sampleId}`);
}

async function segmentSample(page: Page, siteUrl: string, sampleId: string): Promise<void> {
  await openSample(page, siteUrl, sampleId);
  await segmentImage(page);
}

async function annotatePrediction(page: Page, siteUrl: string): Promise<void> {
  await segmentSample(page, siteUrl, 'nuclei');
  await button(page, 'Use prediction as annotation').click();
  await page.getByText(/^[\d,]+ objects, .* annotated$/).waitFor();
}

async function setNumber(page: Page, name: string, value: number): Promise<void> {
  const field = page.getByRole('spinbutton', { name, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
}

async function train(page: Page, siteUrl: string): Promise<void> {
  await annotatePrediction(page, siteUrl);
  await page.getByText('From scratch', { exact: true }).first().click();
  await setNumber(page, 'Depth', 3);
  await setNumber(page, 'Features', 8);
  await setNumber(page, 'Iterations', TRAINING_STEPS);
  await button(page, 'Train').click();
  await button(page, 'Keep best').waitFor({ timeout: TRAINING_DEADLINE_MS });
}

async function showAugmentation(page: Page, siteUrl: string): Promise<void> {
  await annotatePrediction(page, siteUrl);
  await button(page, 'Show weights and augmentation').click();
  await page.getByRole('tab', { name: 'Augmentation' }).click();
  await page.getByRole('img', { name: 'Draw 12' }).waitFor({ timeout: DEADLINE_MS });
}

async function showProjects(page: Page, siteUrl: string): Promise<void> {
  const bar = page.getByRole('group', { name: 'Project', exact: true });
  for (const sampleId of ['phase-cells', 'membranes', 'nuclei']) {
    await segmentSample(page, siteUrl, sampleId);
    await bar.getByText('Saved', { exact: true }).waitFor({ timeout: DEADLINE_MS });
  }
  await bar.getByRole('button', { name: 'Projects' }).click();
  const rows = page.getByRole('list', { name: 'Projects' }).getByRole('listitem');
  await rows.nth(2).waitFor();
}

async function findCommand(page: Page, siteUrl: string): Promise<void> {
  await segmentSample(page, siteUrl, 'nuclei');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('ex');
}

async function showHelp(page: Page, siteUrl: string): Promise<void> {
  await page.goto(`${siteUrl}/?sample=nuclei#help/unet`);
  await page.getByRole('dialog', { name: 'Help' }).waitFor();
}

async function usePhone(page: Page, siteUrl: string): Promise<void> {
  await segmentSample(page, siteUrl, 'nuclei');
}

const results = (sampleId: string, theme: 'dark' | 'light'): Scene => ({
  name: sampleId,
  look: { theme },
  prepare: (page, siteUrl) => segmentSample(page, siteUrl, sampleId),
});

/** The pictures of the README and the user guide, all of simulated samples. */
export const SCENES: readonly Scene[] = [
  results('nuclei', 'dark'),
  results('phase-cells', 'light'),
  results('membranes', 'dark'),
  {
    name: 'annotation',
    look: {},
    keepsPointer: true,
    prepare: async (page, siteUrl) => {
      await openSample(page, siteUrl, 'nuclei');
      await paintNuclei(page);
    },
  },
  { name: 'training', look: {}, prepare: train },
  { name: 'augmentation', look: {}, prepare: showAugmentation },
  { name: 'projects', look: {}, prepare: showProjects },
  { name: 'palette', look: {}, prepare: findCommand },
  { name: 'help', look: {}, prepare: showHelp },
  { name: 'phone', look: { width: 400, height: 800, density: 2 }, prepare: usePhone },
];
