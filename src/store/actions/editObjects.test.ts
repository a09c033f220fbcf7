import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { selectUnsavedCount } from '#store/selectors/unsavedWork.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

async function setUp() {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.openFiles([{ file: fakeFile('cells & more.tif'), folder: '' }]);
  await store.actions.segmentCurrent();
  const imageId = store.getState().currentImageId ?? '';
  const result = () => store.getState().results[imageId];
  const labels = () => [...(result()?.objects.columns[0]?.values ?? [])];
  return { store, control, imageId, result, labels };
}

describe('deleteSelection and undoDelete', () => {
  it('deletes the selected objects and brings them back', async () => {
    const { store, imageId, result, labels } = await setUp();
    store.actions.selectObjects(imageId, new Set([2, 4]));
    await store.actions.deleteSelection(imageId);
    expect(labels()).toEqual([1, 3, 5]);
    expect(result()).toMatchObject({ canUndoDelete: true, selection: new Set() });
    await store.actions.undoDelete(imageId);
    expect(labels()).toEqual([1, 2, 3, 4, 5]);
    expect(result()?.canUndoDelete).toBe(false);
  });

  it('deletes nothing while the labels are about to change', async () => {
    const { store, control, imageId } = await setUp();
    store.actions.selectObjects(imageId, new Set([2]));
    store.actions.updateSettings(imageId, { threshold: 0.9 });
    await store.actions.deleteSelection(imageId);
    expect(control.log).not.toContain(`deleteObjects ${imageId}`);
  });
});

describe('setPixelSize', () => {
  it('measures the objects anew with the typed size and keeps deletions', async () => {
    const { store, control, imageId, labels } = await setUp();
    store.actions.selectObjects(imageId, new Set([2]));
    await store.actions.deleteSelection(imageId);
    const before = control.log.length;
    await store.actions.setPixelSize(imageId, 0.25);
    expect(store.getState().images[0]?.pixelSizeUm).toBe(0.25);
    expect(control.log.slice(before)).toEqual([`deleteObjects ${imageId}`]);
    expect(labels()).toEqual([1, 3, 4, 5]);
  });
});

describe('exportResult', () => {
  it('saves under the name of the image and counts as saved until the objects change', async () => {
    const { store, control, imageId, result } = await setUp();
    expect(selectUnsavedCount(store.getState())).toBe(1);
    await store.actions.exportResult(imageId, 'labels-tiff');
    expect(control.savedBlobs.map(({ fileName }) => fileName)).toEqual([
      'cells _ more_z1.labels.tif',
    ]);
    expect(selectUnsavedCount(store.getState())).toBe(0);
    store.actions.selectObjects(imageId, new Set([1]));
    await store.actions.deleteSelection(imageId);
    expect(result()?.isUnsaved).toBe(true);
  });

  it('waits for the objects of the settings shown', async () => {
    const { store, control, imageId } = await setUp();
    store.actions.updateSettings(imageId, { threshold: 0.9 });
    await store.actions.exportResult(imageId, 'objects-csv');
    const text = await control.savedBlobs[0]?.blob.text();
    expect(text).toBe('label,area_px,image,z,t,class\n1,10,cells & more.tif,1,1,1\n');
  });

  it('shows why an export failed and leaves the result unsaved', async () => {
    const { store, control, imageId, result } = await setUp();
    control.failing.add('exportPlane');
    await store.actions.exportResult(imageId, 'mask-png');
    expect(store.getState().alerts[0]?.title).toBe('cells & more.tif could not be exported');
    expect(result()?.isUnsaved).toBe(true);
  });
});

describe('closing', () => {
  it('is undone by its notice, with objects, annotation and place in the list', async () => {
    const { store, imageId } = await setUp();
    await store.actions.paintRestAsBackground(imageId);
    await store.actions.openFiles([{ file: fakeFile('b.png'), folder: '' }]);
    const { images, results, annotations, currentImageId } = store.getState();
    await store.actions.closeImage(imageId);
    expect(store.getState().question).toBeNull();
    expect(store.getState().images.map(({ name }) => name)).toEqual(['b.png']);
    const notice = store.getState().notices.find(({ actionLabel }) => actionLabel === 'Undo');
    await store.actions.takeNoticeAction(notice?.id ?? '');
    expect(store.getState().images).toEqual(images);
    expect(store.getState().results[imageId]?.objects).toBe(results[imageId]?.objects);
    expect(store.getState().annotations).toEqual(annotations);
    expect(store.getState().currentImageId).toBe(currentImageId);
  });

  it('frees the pixels of every image once its notice has gone', async () => {
    const { store, control, imageId } = await setUp();
    await store.actions.closeAll();
    expect(store.getState()).toMatchObject({ images: [], results: {}, currentImageId: null });
    expect(control.log).not.toContain(`removeImage ${imageId}`);
    await store.actions.dismissNotice(store.getState().notices.at(-1)?.id ?? '');
    expect(control.log).toContain(`removeImage ${imageId}`);
  });
});

describe('setPage', () => {
  it('asks before the objects of the page are lost, then shows the other page without them', async () => {
    const { store, imageId, result } = await setUp();
    const turning = store.actions.setPage(imageId, 2);
    store.actions.answerQuestion(true);
    await turning;
    expect(store.getState().images[0]?.info?.pageIndex).toBe(2);
    expect(result()).toBeUndefined();
  });

  it('stays on the old page, objects and all, when the new one cannot be read', async () => {
    const { store, control, imageId, result } = await setUp();
    control.failing.add('addImage');
    const turning = store.actions.setPage(imageId, 1);
    store.actions.answerQuestion(true);
    await turning;
    expect(store.getState().images[0]?.status).toBe('ready');
    expect(store.getState().images[0]?.info?.pageIndex).toBe(0);
    expect(result()).toBeDefined();
    expect(store.getState().alerts[0]?.title).toBe(
      'Page 2 of cells & more.tif could not be opened',
    );
  });
});
