import { hasShared, sharedPath } from '#testing/sharedData.ts';
import {
  click,
  drag,
  paintWith,
  picture,
  placesOf,
  stateLine,
  stateText,
  take,
  viewer,
} from './annotationTools.ts';
import { expect, openFiles, segment, test } from './journey.ts';
import { discsPng } from './madeImages.ts';
import { expectForEveryone } from './pageChecks.ts';

test('every tool, then all the way back and forth again', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 480, 480));
  await take(page, 'Brush');
  const before = await picture(page);
  const states: string[] = [];
  const step = async (edit: () => Promise<void>): Promise<void> => {
    const former = await stateText(page).catch(() => '');
    await edit();
    await expect(stateLine(page)).not.toHaveText(former);
    states.push(await stateText(page));
  };

  await drag(page, [0.1, 0.1], [0.3, 0.1]);
  await expect(stateLine(page)).toHaveText(/^1 object, /);
  states.push(await stateText(page));
  await step(() => drag(page, [0.1, 0.2], [0.3, 0.2]));
  await paintWith(page, 'Extend');
  await step(() => drag(page, [0.3, 0.2], [0.3, 0.25]));
  await step(async () => {
    await take(page, 'Polygon');
    await paintWith(page, 'New object');
    for (const place of [
      [0.5, 0.1],
      [0.8, 0.1],
      [0.95, 0.3],
      [0.8, 0.4],
    ] as const) {
      await click(page, place);
    }
    await page.keyboard.press('Backspace');
    await click(page, [0.6, 0.45]);
    await page.keyboard.press('Enter');
  });
  expect(states.at(-1)).toMatch(/^3 objects/);
  await step(async () => {
    await take(page, 'Eraser');
    await page.getByText('To ignored').click();
    for (let press = 0; press < 8; press++) await page.keyboard.press(']');
    await drag(page, [0.68, 0.2], [0.7, 0.2]);
  });
  await step(async () => {
    await take(page, 'Fill');
    await page.getByRole('button', { name: 'Fill holes' }).click();
  });
  await step(async () => {
    await take(page, 'Split');
    await drag(page, [0.4, 0.22], [1, 0.26]);
  });
  expect(states.at(-1)).toMatch(/^4 objects/);
  await step(async () => {
    await take(page, 'Merge');
    await click(page, [0.2, 0.1]);
    await expect(page.getByText('1 selected')).toBeVisible();
    await click(page, [0.2, 0.2]);
  });
  expect(states.at(-1)).toMatch(/^3 objects/);
  await step(async () => {
    await take(page, 'Brush');
    await paintWith(page, 'Background');
    await drag(page, [0.1, 0.7], [0.9, 0.7]);
  });
  await step(async () => {
    await take(page, 'Fill');
    await paintWith(page, 'Ignore');
    await click(page, [0.62, 0.4]);
  });
  await step(async () => {
    await take(page, 'Select');
    await drag(page, [0.05, 0.05], [0.35, 0.15]);
    await expect(page.getByText('1 selected')).toBeVisible();
    await page.keyboard.press('Delete');
  });
  await step(() => page.getByRole('button', { name: 'Rest is background' }).click());
  expect(states.at(-1)).toMatch(/, 100% annotated/);
  await step(() => page.getByRole('button', { name: 'Delete all' }).click());
  expect(states.at(-1)).toBe('0 objects, 0% annotated');

  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  const redo = page.getByRole('button', { name: 'Redo', exact: true });
  await take(page, 'Brush');
  await undo.click();
  await expect(stateLine(page)).toHaveText(states.at(-2) ?? '');
  const end = await picture(page);
  for (let at = states.length - 3; at >= 0; at--) {
    await undo.click();
    await expect(stateLine(page)).toHaveText(states[at] ?? '');
  }
  await page.keyboard.press('Control+z');
  await expect(stateLine(page)).toHaveText('0 objects, 0% annotated');
  await expect(undo).toBeDisabled();
  expect(await picture(page)).toBe(before);
  for (const state of states.slice(0, -1)) {
    await page.keyboard.press('Control+Shift+Z');
    await expect(stateLine(page)).toHaveText(state);
  }
  expect(await picture(page)).toBe(end);
  await redo.click();
  await expect(stateLine(page)).toHaveText('0 objects, 0% annotated');
  await expect(redo).toBeDisabled();
});

test('a stroke is seen at once, and nothing moves when the annotation holds it', async ({
  page,
}) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 480, 480));
  await take(page, 'Brush');
  const at = await placesOf(page);
  await page.mouse.move(...at([0.2, 0.3]));
  await page.mouse.down();
  await page.mouse.move(...at([0.8, 0.3]), { steps: 10 });
  // Twice the time of a frame: the pointer is still down, and nothing was sent to the worker.
  await page.waitForTimeout(100);
  const area = { x: at([0.3, 0.25])[0], y: at([0.3, 0.25])[1], width: 150, height: 40 };
  const drawn = await page.screenshot({ clip: area });
  await page.mouse.up();
  for (let look = 0; look < 5; look++) {
    expect(Buffer.compare(await page.screenshot({ clip: area }), drawn)).toBe(0);
  }
  await expect(stateLine(page)).toHaveText(/^1 object/);
});

test('a prediction is repaired: taken over, an object deleted, another drawn', async ({ page }) => {
  test.skip(!hasShared, 'needs the real images in ../shared, which are no part of this repository');
  await page.goto('/');
  await openFiles(page, sharedPath('data/dsb2018/images/fluo_256x256_003cee89.png'));
  const count = await segment(page);
  await page.getByRole('button', { name: 'Use prediction as annotation' }).click();
  await expect(stateLine(page)).toHaveText(`${count} objects, 100% annotated`);
  await page.keyboard.press('v');
  await drag(page, [-0.005, -0.005], [1.005, 1.005]);
  await expect(page.getByText(`${count} selected`)).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(stateLine(page)).toHaveText('0 objects, 100% annotated');
  await page.keyboard.press('b');
  await page.keyboard.press(']');
  await drag(page, [0.4, 0.4], [0.6, 0.5]);
  await expect(stateLine(page)).toHaveText('1 object, 100% annotated');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(stateLine(page)).toHaveText(`${count} objects, 100% annotated`);
});

test('tools by keyboard alone, for everyone', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, discsPng('discs.png', 96, 96));
  const toolbar = page.getByRole('toolbar', { name: 'Annotation tools' });
  const keys = {
    b: 'Brush',
    e: 'Eraser',
    g: 'Fill',
    p: 'Polygon',
    x: 'Split',
    m: 'Merge',
    v: 'Select',
    d: 'Pan',
  };
  await expect(toolbar.getByRole('radio', { name: 'Brush' })).toBeEnabled();
  for (const [key, tool] of Object.entries(keys)) {
    await page.keyboard.press(key);
    await expect(toolbar.getByRole('radio', { name: tool, exact: true })).toBeChecked();
  }
  await toolbar.getByRole('radio', { name: 'Pan' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(toolbar.getByRole('radio', { name: 'Brush' })).toBeChecked();
  await expectForEveryone(page, 'tools by keyboard');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const title of ['Brush', 'Polygon', 'Smaller brush', 'Undo', 'Redo']) {
    await expect(sheet.getByText(title, { exact: true })).toBeVisible();
  }
});

for (const size of [
  { width: 1200, height: 640 },
  { width: 1440, height: 900 },
  { width: 760, height: 900 },
]) {
  test(`the image does not move under the brush, in a window of ${size.width} px`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await page.goto('/');
    await openFiles(page, discsPng('discs.png', 480, 480));
    await segment(page);
    await take(page, 'Brush');
    const box = await viewer(page).boundingBox();
    const expectSamePlace = async () => expect(await viewer(page).boundingBox()).toEqual(box);
    await drag(page, [0.1, 0.1], [0.2, 0.1]);
    await expect(stateLine(page)).toHaveText(/^1 object, /);
    await expectSamePlace();
    await page.getByRole('button', { name: 'Segment', exact: true }).click();
    await expectSamePlace();
    await drag(page, [0.1, 0.2], [0.2, 0.2]);
    await expect(stateLine(page)).toHaveText(/^2 objects, /);
    await expectSamePlace();
    await page.keyboard.press('Control+z');
    await expect(stateLine(page)).toHaveText(/^1 object, /);
    await expectSamePlace();
  });
}
