import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { selectStepTitle } from '#store/selectors/historySteps.ts';
import type { ImportAnswer } from '#store/slices/importSlice.ts';
import { eventually } from '#testing/eventually.ts';
import { boxFile } from '#testing/fakeObjectFiles.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

async function setUp(...names: readonly string[]) {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  const { actions, getState } = store;
  await actions.startUp({ modelId: null, sampleId: null });
  const open = (...files: readonly File[]) =>
    actions.openFiles(files.map((file) => ({ file, folder: '' })));
  await open(...names.map((name) => fakeFile(name)));
  const ids = getState().images.map(({ id }) => id);
  /** Answers the dialog once it asks; `change` sees the first offer. */
  const answer = async (change: Partial<ImportAnswer> & { page?: number | null } = {}) => {
    await eventually(() => expect(getState().importOffers).not.toBeNull());
    const offers = getState().importOffers ?? [];
    const { page = null, ...rest } = change;
    actions.answerImport({
      target: 'annotation',
      keepsExisting: false,
      reading: 'auto',
      places: Object.fromEntries(
        offers.map(({ id, imageId }) => [id, { imageId, pageIndex: page }]),
      ),
      ...rest,
    });
    return offers;
  };
  const pick = (...files: readonly File[]) =>
    actions.importObjects(files.map((file) => ({ file, folder: '' })));
  const annotation = (id = ids[0] ?? '') => getState().annotations[id]?.state;
  const result = (id = ids[0] ?? '') => getState().results[id];
  const notices = () => getState().notices.map(({ text }) => text);
  return {
    store,
    actions,
    getState,
    control,
    open,
    pick,
    answer,
    ids,
    annotation,
    result,
    notices,
  };
}

const TWO_BOXES = {
  boxes: [
    [0, 0, 2, 2],
    [4, 0, 3, 3],
  ],
} as const;

describe('object files among the opened files', () => {
  it('become the annotation of the image of their name, as one step of undo', async () => {
    const page = await setUp();
    await page.open(fakeFile('cells.png'), boxFile('cells.geojson', TWO_BOXES));
    const id = page.getState().currentImageId ?? '';
    expect(page.getState().images.map(({ name }) => name)).toEqual(['cells.png']);
    expect(page.annotation(id)).toMatchObject({ objectCount: 2, annotatedPixels: 32 });
    expect(page.getState()).toMatchObject({ shownOverlay: 'annotation', alerts: [] });
    expect(page.notices()).toEqual(['2 objects were taken as annotation.']);
    await page.actions.undo();
    expect(page.annotation(id)).toMatchObject({ objectCount: 0, annotatedPixels: 0 });
  });

  it('are asked about where no image has their name; the one in view is proposed', async () => {
    const page = await setUp('a.png', 'b.png');
    page.actions.selectImage(page.ids[1] ?? '');
    const opening = page.open(boxFile('RoiSet.geojson', TWO_BOXES));
    const [offer] = await page.answer();
    await opening;
    expect(offer).toMatchObject({ imageId: page.ids[1], objectCount: 2, formatName: 'GeoJSON' });
    expect(page.annotation(page.ids[1])?.objectCount).toBe(2);
    expect(page.annotation(page.ids[0])).toBeUndefined();
  });

  it('leave everything as it is where the answer is no', async () => {
    const page = await setUp('a.png');
    const opening = page.open(boxFile('x.geojson', TWO_BOXES));
    await eventually(() => expect(page.getState().importOffers).not.toBeNull());
    page.actions.answerImport(null);
    await opening;
    expect(page.getState()).toMatchObject({ importOffers: null, annotations: {}, alerts: [] });
    expect(page.control.log).toContain('close x.geojson');
  });

  it('of many images are shared out by the names in the file; those not open are told', async () => {
    const page = await setUp('a.png', 'b.png');
    const plane = (imageName: string) => ({ ...TWO_BOXES, imageName });
    await page.open(
      boxFile('all.json', plane('train/A.png'), plane('b.tif'), plane('c.png'), plane('d.png')),
    );
    expect(page.ids.map((id) => page.annotation(id)?.objectCount)).toEqual([2, 2]);
    expect(page.notices()).toEqual([
      'all.json also has objects of 2 images that are not open: left out.',
      '4 objects were taken as annotation of 2 images.',
    ]);
  });

  it('are refused with both sizes where these differ, and with their reason where damaged', async () => {
    const page = await setUp('a.png');
    await page.open(
      boxFile('a.geojson', { ...TWO_BOXES, size: { width: 16, height: 4 } }),
      new File(['bad'], 'b.roi'),
    );
    const { alerts } = page.getState();
    expect(alerts.map(({ title }) => title)).toEqual([
      'The objects of b.roi could not be read',
      'a.geojson could not be used as annotation',
    ]);
    expect(alerts[1]?.message).toContain('16 × 4 px, but its image a.png has 8 × 4 px');
    expect(page.annotation()).toBeUndefined();
  });

  it('keep the classes that they name', async () => {
    const page = await setUp('a.png');
    await page.open(
      boxFile('a.geojson', {
        boxes: [
          [0, 0, 1, 1, 'Tumour'],
          [2, 0, 1, 1, 'Stroma'],
          [4, 0, 1, 1],
        ],
      }),
    );
    expect(page.annotation()?.highestClass).toBe(3);
    expect(page.notices()).toContain('Classes: 2 = Stroma and 3 = Tumour.');
  });

  it('go to the pages that they name', async () => {
    const page = await setUp('a.tif');
    await page.open(boxFile('a.geojson', { boxes: [[0, 0, 1, 1]], z: 1 }, { ...TWO_BOXES, z: 2 }));
    // The page that was shown got nothing: the first that did is shown, and undo acts there.
    expect(page.getState().images[0]?.info?.pageIndex).toBe(1);
    await page.actions.setPage(page.ids[0] ?? '', 2);
    expect(page.annotation()?.objectCount).toBe(2);
    await page.actions.setPage(page.ids[0] ?? '', 1);
    expect(page.annotation()?.objectCount).toBe(1);
  });

  it('are refused where the image has no such page, unless a page is chosen', async () => {
    const page = await setUp('a.tif');
    const file = boxFile('a.geojson', { ...TWO_BOXES, z: 7 });
    await page.open(file);
    expect(page.getState().alerts[0]?.message).toContain('slice 8');
    const picking = page.pick(file);
    await page.answer({ page: 0 });
    await picking;
    expect(page.annotation()?.objectCount).toBe(2);
  });
});

describe('objects to look at', () => {
  it('are shown and measured without a model, and undo brings back what was there', async () => {
    const page = await setUp('a.png');
    await page.actions.segmentCurrent();
    const found = page.result()?.objects;
    const picking = page.pick(boxFile('a.geojson', TWO_BOXES));
    await page.answer({ target: 'prediction' });
    await picking;
    const areas = page.result()?.objects.columns[1]?.values;
    expect([...(areas ?? [])]).toEqual([4, 9]);
    expect(page.getState()).toMatchObject({ shownOverlay: 'prediction', annotations: {} });
    expect(selectStepTitle(page.getState(), 'undo')).toBe('import of objects');
    await page.actions.undo();
    expect(page.result()).toMatchObject({ modelId: 'nuclei', objects: found });
    await page.actions.redo();
    expect(page.result()?.objects.rowCount).toBe(2);
    await page.actions.undo();
    await page.actions.redo();
    expect([...(page.result()?.objects.columns[1]?.values ?? [])]).toEqual([4, 9]);
  });

  it('go again where nothing was there before', async () => {
    const page = await setUp('a.png');
    const picking = page.pick(boxFile('a.geojson', TWO_BOXES));
    await page.answer({ target: 'prediction' });
    await picking;
    await page.actions.undo();
    expect(page.result()).toBeUndefined();
    await page.actions.redo();
    expect(page.result()?.objects.rowCount).toBe(2);
  });

  it('are left alone by settings, and give way to a run', async () => {
    const page = await setUp('a.png');
    const [id = ''] = page.ids;
    const picking = page.pick(boxFile('a.geojson', TWO_BOXES));
    await page.answer({ target: 'prediction' });
    await picking;
    page.actions.updateSettings(id, { threshold: 0.9 });
    page.actions.resetSettings(id);
    page.actions.selectObjects(id, new Set([1]));
    await page.actions.deleteSelection(id);
    expect(page.result()).toMatchObject({ isExtracting: false, objects: { rowCount: 1 } });
    await page.actions.undo();
    expect(page.result()?.objects.rowCount).toBe(2);
    await page.actions.segmentCurrent();
    expect(page.result()).toMatchObject({ modelId: 'nuclei', objects: { rowCount: 5 } });
  });
});

describe('label images whose values are in doubt', () => {
  it('are asked about once for all, and read as wanted', async () => {
    const page = await setUp();
    const opening = page.open(
      fakeFile('a.png'),
      fakeFile('a_mask.png', 'labels mask'),
      fakeFile('b.png'),
      fakeFile('b_mask.png', 'labels mask'),
    );
    const offers = await page.answer({ reading: 'regions' });
    await opening;
    expect(offers.map(({ doubt }) => doubt)).toEqual(['mask', 'mask']);
    const { images } = page.getState();
    expect(images.map(({ id }) => page.annotation(id)?.objectCount)).toEqual([2, 2]);
  });

  it('are one object by value where that is wanted', async () => {
    const page = await setUp('a.png');
    const opening = page.open(fakeFile('a_mask.png', 'labels mask'));
    await page.answer({ reading: 'auto' });
    await opening;
    expect(page.annotation()?.objectCount).toBe(1);
  });
});

describe('what is annotated already', () => {
  it('stays where it is to be kept', async () => {
    const page = await setUp('a.png');
    const [id = ''] = page.ids;
    const points = Float32Array.of(0.5, 0.5, 0.5);
    const start = { isEraser: false, valueUnder: 0, isAlternate: false };
    await page.actions.paintStroke(id, points, page.actions.planStroke(id, start));
    const picking = page.pick(boxFile('x.geojson', TWO_BOXES));
    await page.answer({ keepsExisting: true });
    await picking;
    expect(page.annotation()?.objectCount).toBe(3);
    await page.actions.undo();
    expect(page.annotation()?.objectCount).toBe(1);
  });
});
