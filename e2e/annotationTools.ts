import type { Locator, Page } from '@playwright/test';
import { expect } from './journey.ts';

export type Place = readonly [x: number, y: number];

export const viewer = (page: Page): Locator =>
  page.getByRole('application', { name: 'Image viewer' });

/** The line that tells how much is annotated. */
export const stateLine = (page: Page): Locator => page.getByText(/^[\d,]+ objects?, .* annotated$/);

export const stateText = async (page: Page): Promise<string> =>
  (await stateLine(page).textContent()) ?? '';

export async function take(page: Page, tool: string): Promise<void> {
  const toolbar = page.getByRole('toolbar', { name: 'Annotation tools' });
  await toolbar.getByRole('radio', { name: tool, exact: true }).click();
}

export async function paintWith(page: Page, mode: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Paint' }).getByText(mode, { exact: true }).click();
}

/** Places of a square image that fills the viewer's height, as fractions of the image. */
export async function placesOf(page: Page): Promise<(place: Place) => Place> {
  const box = await viewer(page).boundingBox();
  if (!box) throw new Error('There is no viewer.');
  const edge = box.height - 16;
  const left = box.x + (box.width - edge) / 2;
  return ([x, y]) => [left + x * edge, box.y + 8 + y * edge];
}

/** Drags over places of the image. */
export async function drag(page: Page, ...places: readonly Place[]): Promise<void> {
  const at = await placesOf(page);
  const [first = [0, 0], ...others] = places.map(at);
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const place of others) await page.mouse.move(...place, { steps: 5 });
  await page.mouse.up();
}

export async function click(page: Page, place: Place): Promise<void> {
  const at = await placesOf(page);
  await page.mouse.click(...at(place));
}

/** The picture, once it has come to rest, with the pointer away from it. */
export async function picture(page: Page): Promise<string> {
  await page.mouse.move(2, 2);
  let former = '';
  await expect(async () => {
    const shown = (await viewer(page).screenshot()).toString('base64');
    const rests = shown === former;
    former = shown;
    expect(rests).toBe(true);
  }).toPass({ intervals: [250] });
  return former;
}
