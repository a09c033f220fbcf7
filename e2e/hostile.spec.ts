import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { encodeTiff } from '#testing/encodeTiff.ts';
import { sampleProject, zipOf } from '#testing/projectSamples.ts';
import { entryText, repackedProject } from '#testing/repackedProject.ts';
import { expect, exportFile, openFiles, segment, test } from './journey.ts';
import { discsPng, halfOf } from './madeImages.ts';
import { answerWithFiles } from './pageFiles.ts';

/** Runs when a name is taken for HTML anywhere. */
const EVIL = '<img src=x onerror="globalThis.owned=1;alert(1)">';

const NAMES = [
  `${EVIL}.png`,
  '<svg onload=alert(1)>.png',
  'javascript:alert(1).png',
  '{{alert(1)}}.png',
  '\u202Egnp.fdp.png',
  'line\nbreak\ttab\u0007bell.png',
  'a\\..\\..\\x.png',
  'CON',
  '__proto__',
  'constructor.png',
  '=HYPERLINK("http:x","y").png',
  `${'long'.repeat(1250)}.png`,
];

/** Fails the test when anything of what it was given runs, asks or breaks the policy. */
async function watch(page: Page): Promise<() => Promise<void>> {
  const dialogs: string[] = [];
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    document.addEventListener('securitypolicyviolation', (event) => {
      violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return async () => {
    expect(dialogs).toEqual([]);
    const seen = await page.evaluate(() => ({
      violations: Reflect.get(globalThis, 'violations'),
      owned: Reflect.get(globalThis, 'owned') ?? null,
      polluted: Object.keys(Object.prototype),
      images: document.querySelectorAll('img[src="x"]').length,
    }));
    expect(seen).toEqual({ violations: [], owned: null, polluted: [], images: 0 });
  };
}

test('files with hostile names are shown as typed, saved under harmless ones, and run nothing', async ({
  page,
}) => {
  const expectHarmless = await watch(page);
  await page.goto('/');
  await openFiles(
    page,
    NAMES.map((name) => discsPng(name, 96, 48)),
  );
  const list = page.getByRole('list', { name: 'Images' });
  await expect(list.getByRole('listitem')).toHaveCount(NAMES.length);
  const shown = await list.getByRole('listitem').allTextContents();
  for (const name of NAMES) {
    expect(
      shown.some((text) => text.includes(name)),
      name.slice(0, 80),
    ).toBe(true);
  }
  // 5,000 letters push nothing out of the window.
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);

  await list.getByRole('listitem').filter({ hasText: EVIL }).first().click();
  await segment(page);
  const labels = await exportFile(page, 'Label image (TIFF)');
  expect(labels.name).toMatch(/^_img src_x onerror.*\.labels\.tif$/);
  expect(labels.name).not.toMatch(/[<>"=;:\\/]/);
  const table = await exportFile(page, 'Measurements (CSV)');
  expect(new TextDecoder().decode(table.bytes)).not.toMatch(/(^|,|\n)[=+@-]?[A-Za-z]*HYPERLINK/);
  await expectHarmless();
});

test('files that cannot be opened are named in alerts as typed', async ({ page }) => {
  const expectHarmless = await watch(page);
  await page.goto('/');
  await openFiles(page, halfOf(discsPng('x.png', 96, 48), `${EVIL}.png`));
  const alert = page.getByRole('alert').filter({ hasText: EVIL });
  await expect(alert).toBeVisible();
  await openFiles(page, halfOf(discsPng('x.png', 96, 48), `${'long'.repeat(1250)}.png`));
  await expect(page.getByRole('alert').filter({ hasText: 'longlong' })).toBeVisible();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await expectHarmless();
});

test('channel names of a microscope’s file are text', async ({ page }) => {
  const expectHarmless = await watch(page);
  const escaped = EVIL.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const ome = `<?xml version="1.0"?><OME><Image><Pixels SizeC="2" SizeZ="1" SizeT="1" DimensionOrder="XYCZT"><Channel Name="${escaped}"/><Channel Name="&#x202E;PAD"/></Pixels></Image></OME>`;
  const plane = Uint8Array.from({ length: 64 * 64 }, (_, i) => i & 255);
  const tiff = encodeTiff({
    width: 64,
    height: 64,
    samplesPerPixel: 1,
    bits: 8,
    format: 'uint',
    pages: [plane, plane],
    littleEndian: true,
    tagsOfPage: (index) => (index === 0 ? { 270: ome } : {}),
  });
  await page.goto('/');
  await openFiles(page, {
    name: 'channels.ome.tif',
    mimeType: 'image/tiff',
    buffer: Buffer.from(await tiff.arrayBuffer()),
  });
  await expect(page.getByText(EVIL, { exact: true }).first()).toBeVisible();
  await expectHarmless();
});

test('a model whose card is hostile is shown as typed; one that is evil is refused by an alert', async ({
  page,
}) => {
  const expectHarmless = await watch(page);
  const file = (name: string, change: (text: string) => string = (text) => text) => {
    const bytes = readFileSync(`public/models/nuclei/${name}`);
    const isText = name.endsWith('.json');
    const buffer = isText ? Buffer.from(change(bytes.toString('utf8'))) : bytes;
    return { name, mimeType: 'application/octet-stream', buffer };
  };
  const load = (files: ReturnType<typeof file>[]) =>
    answerWithFiles(page, () => page.getByRole('button', { name: 'Load a model' }).click(), files);
  await page.goto('/');
  const titled = (text: string) =>
    text.replace(
      /"title":\s*"[^"]*"/,
      `"title":${JSON.stringify(EVIL)},"__proto__":{"polluted":1}`,
    );
  await load([file('model.json'), file('weights.bin'), file('card.json', titled)]);
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(EVIL);
  await page.getByRole('button', { name: 'About this network' }).click();
  await expect(page.getByRole('dialog', { name: EVIL })).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  const lambda = (text: string) => text.replace('"Dropout"', JSON.stringify(EVIL));
  await load([file('model.json', lambda), file('weights.bin'), file('card.json')]);
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be used' })).toContainText(EVIL);
  await expectHarmless();
});

test('a project from elsewhere: hostile names are text, a changed one is refused', async ({
  page,
}) => {
  const expectHarmless = await watch(page);
  const project = sampleProject();
  const images = project.images.map((image) => ({ ...image, name: `${image.id} ${EVIL}` }));
  const facts = { ...project.facts, title: EVIL };
  const zip = await zipOf({ ...project, facts, images });
  const open = (name: string, bytes: Uint8Array) =>
    page
      .getByLabel('Project file', { exact: true })
      .setInputFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(bytes) });
  await page.goto('/');
  await open('evil.zip', zip);
  const list = page.getByRole('list', { name: 'Images' });
  await expect(list.getByRole('listitem').filter({ hasText: EVIL })).toHaveCount(images.length);

  const outside = entryText(zip, 'project.json').replace('"x": 1', '"x": 4000');
  const changed = repackedProject(zip, { 'project.json': new TextEncoder().encode(outside) });
  await open(`${EVIL}.zip`, changed);
  await expect(page.getByRole('alert').filter({ hasText: 'reaches out of' })).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(images.length);
  await expectHarmless();
});
