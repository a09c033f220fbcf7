import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { fakeImage } from '#testing/fakeImages.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

const axes = (sizeZ: number, sizeT = 1) => ({
  ...{ sizeZ, sizeT, fastest: 'z', zStepUm: null, timeStepS: null },
});
const THREE = [
  { name: 'Cells', firstPage: 0, stack: axes(2) },
  { name: 'Label', firstPage: 2, stack: axes(1) },
  { name: '', firstPage: 3, stack: axes(1, 4) },
];
const openable = (name: string, images: unknown) => ({
  file: fakeFile(name, `images${JSON.stringify(images)}`),
  folder: '',
});
const plain = { file: fakeFile('z.png'), folder: '' };
const open = (page: ProjectPage, images: unknown = THREE) =>
  page.actions.openFiles([openable('a.ome.tif', images), plain]);
const listed = (page: ProjectPage) =>
  page.getState().images.map(({ name, status }) => `${name} ${status}`);
const LISTED = [
  'a.ome.tif – Cells ready',
  'a.ome.tif – Label ready',
  'a.ome.tif – Image 3 ready',
  'z.png ready',
];

describe('a file of several images', () => {
  it('gives each a place in the list, with its own planes', async () => {
    const page = await openPage();
    await open(page);
    expect(listed(page)).toEqual(LISTED);
    const { images, currentImageId, notices } = page.getState();
    expect(images.map(({ info }) => info?.pageCount)).toEqual([2, 1, 4, 1]);
    expect(images.map(({ info }) => info?.stack?.sizeT)).toEqual([1, undefined, 4, undefined]);
    expect(images.map(({ series }) => series?.places)).toEqual([
      [0, 0, 0, 1],
      [0, 2],
      [0, 3, 0, 4, 0, 5, 0, 6],
      undefined,
    ]);
    expect(currentImageId).toBe(images[0]?.id);
    expect(notices.map(({ text }) => text)).toEqual([
      'a.ome.tif holds 3 images: each is an image of the list.',
    ]);
  });

  it('is kept with the project, each image for itself', async () => {
    const page = await openPage();
    await open(page);
    const [, , third = ''] = page.ids();
    await page.actions.setPage(third, 3);
    await page.dot(third, 2, 1);
    await page.saved();
    const before = await page.everything();
    const later = await openPage(page.backend);
    expect(await later.everything()).toEqual(before);
    await later.actions.setPage(third, 1);
    expect(later.getState().images[2]?.info?.pageIndex).toBe(1);
    expect(later.getState().alerts).toEqual([]);
  });

  it('brings all its images back where their copies are gone', async () => {
    const page = await openPage();
    await open(page);
    await page.saved();
    const sources = await page.backend.facts.all('projectSources');
    await page.backend.facts.commit({ remove: { projectSources: sources.map((row) => row.id) } });
    const later = await openPage(page.backend);
    expect(new Set(later.getState().images.map(({ status }) => status))).toEqual(
      new Set(['missing']),
    );
    await open(later);
    expect(listed(later)).toEqual(LISTED);
  });

  it('has pages instead where its images are too many for the list', async () => {
    const page = await openPage();
    await open(
      page,
      Array.from({ length: 51 }, (_, firstPage) => ({ ...THREE[1], firstPage })),
    );
    expect(listed(page)).toEqual(['a.ome.tif ready', 'z.png ready']);
    expect(page.getState().images[0]).toMatchObject({ series: null, info: { pageCount: 99 } });
    expect(page.getState().notices[0]?.text).toContain('holds 51 images, too many');
  });
});

describe('what is told of the pixels of a file', () => {
  const openWith = async (facts: object) => {
    const { services } = fakeServices();
    const decode = async () => ({ ...fakeImage(), ...facts });
    const store = createAppStore({ ...services, decode });
    await store.actions.openFiles([{ file: fakeFile('a.tif'), folder: '' }]);
    const [entry] = store.getState().images;
    return { store, entry, texts: store.getState().notices.map(({ text }) => text) };
  };

  it('says that a copy is open instead of a page that is too large', async () => {
    const { texts } = await openWith({
      ...{ fullSize: { width: 40_000, height: 20_000 }, pixelSizeUm: 0.5 },
    });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(
      /a\.tif is 40,000 × 20,000 px, .* the copy of 8 × 4 px .* in µm still hold/,
    );
  });

  it('shows 0 as white where the file says so, also with automatic contrast', async () => {
    const { store, entry, texts } = await openWith({ isZeroWhite: true });
    const [black = 0, white = 0] = entry?.display[0]?.range ?? [];
    expect(black).toBeGreaterThan(white);
    expect(entry?.input.invert, 'the network sees what is stored').toBe(false);
    expect(texts[0]).toMatch(/0 is white.* switch on Invert/);
    store.actions.autoContrast(entry?.id ?? '');
    expect(store.getState().images[0]?.display[0]?.range).toEqual([black, white]);
  });

  it('takes the colours that the file tells, and leaves those that the user chose', async () => {
    const { store, entry } = await openWith({ channelColors: ['#123456'], pageCount: 2 });
    const colors = () => store.getState().images[0]?.display.map(({ color }) => color);
    expect(colors()).toEqual(['#123456']);
    store.actions.setChannelDisplay(entry?.id ?? '', 0, { color: '#ff0000' });
    await store.actions.setPage(entry?.id ?? '', 1);
    expect(colors()).toEqual(['#ff0000']);
  });
});
