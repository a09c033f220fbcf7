import type { Page } from 'playwright-core';
import { makeSample } from '#domain/simulation/sampleCatalog.ts';

type Place = readonly [x: number, y: number];

/** Corners of a hand-drawn outline. */
const CORNER_COUNT = 14;
const PAINTED_COUNT = 12;
const EMPTY_PX = 60;
const STEPS_PER_STROKE = 8;

interface Labels {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** Centre of every object, in px, by label. */
function centres({ width, data }: Labels): ReadonlyMap<number, Place> {
  const sums = new Map<number, [number, number, number]>();
  for (let i = 0; i < data.length; i++) {
    const label = data[i] ?? 0;
    if (label === 0) continue;
    const [x, y, count] = sums.get(label) ?? [0, 0, 0];
    sums.set(label, [x + (i % width), y + Math.floor(i / width), count + 1]);
  }
  return new Map([...sums].map(([label, [x, y, count]]) => [label, [x / count, y / count]]));
}

/** Corners around an object, seen from its centre. */
function outlineOf({ width, data }: Labels, label: number, [x, y]: Place): Place[] {
  return Array.from({ length: CORNER_COUNT }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CORNER_COUNT;
    const at = (radius: number): Place => [
      x + radius * Math.cos(angle),
      y + radius * Math.sin(angle),
    ];
    const isInside = ([px, py]: Place) => data[Math.round(py) * width + Math.round(px)] === label;
    let radius = 1;
    while (isInside(at(radius))) radius += 0.5;
    return at(radius);
  });
}

/** Where a place of the image, in px, lies on the page while the whole image is in view. */
async function placesOnPage(
  page: Page,
  { width, height }: Labels,
): Promise<(place: Place) => Place> {
  const box = await page.getByRole('application', { name: 'Image viewer' }).boundingBox();
  if (!box) throw new Error('There is no viewer.');
  const margin = 8;
  const zoom = Math.min((box.width - 2 * margin) / width, (box.height - 2 * margin) / height);
  const left = box.x + (box.width - zoom * width) / 2;
  const top = box.y + (box.height - zoom * height) / 2;
  return ([x, y]) => [left + (x + 0.5) * zoom, top + (y + 0.5) * zoom];
}

async function take(page: Page, tool: string): Promise<void> {
  const toolbar = page.getByRole('toolbar', { name: 'Annotation tools' });
  await toolbar.getByRole('radio', { name: tool, exact: true }).click();
}

async function stroke(page: Page, places: readonly Place[]): Promise<void> {
  const [first, ...others] = places;
  if (!first) return;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const place of others) await page.mouse.move(...place, { steps: STEPS_PER_STROKE });
  await page.mouse.up();
}

/** Outlines some nuclei of the first sample, as a person would, and leaves the brush beside them. */
export async function paintNuclei(page: Page): Promise<void> {
  const { truth } = makeSample('nuclei');
  await page.getByRole('application', { name: 'Image viewer' }).waitFor();
  await take(page, 'Polygon');
  const onPage = await placesOnPage(page, truth);
  const inside = [...centres(truth)].filter(
    ([, [x, y]]) => Math.min(x, y, truth.width - x, truth.height - y) > EMPTY_PX,
  );
  for (const [label, centre] of inside.slice(0, PAINTED_COUNT)) {
    for (const corner of outlineOf(truth, label, centre)) await page.mouse.click(...onPage(corner));
    await page.keyboard.press('Enter');
  }
  await take(page, 'Brush');
  const next = inside[PAINTED_COUNT]?.[1] ?? [truth.width / 2, truth.height / 2];
  await stroke(page, [onPage([next[0] - 4, next[1]]), onPage([next[0] + 4, next[1] + 2])]);
}
