import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { selectAnnotatedImages } from '#store/selectors/annotations.ts';
import { selectUnsavedCount } from '#store/selectors/unsavedWork.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

function setUp() {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  const open = (...files: readonly (readonly [path: string, text?: string])[]) =>
    store.actions.openFiles(
      files.map(([path, text]) => {
        const slash = path.lastIndexOf('/');
        const folder = path.slice(0, Math.max(0, slash));
        return { file: fakeFile(path.slice(slash + 1), text), folder };
      }),
    );
  const names = () => store.getState().images.map(({ name }) => name);
  const annotated = () => selectAnnotatedImages(store.getState()).map(({ name }) => name);
  return { store, control, open, names, annotated };
}

describe('label images among the opened files', () => {
  it('become the annotation of their image, as one step of undo, and are shown', async () => {
    const { store, open, names, annotated } = setUp();
    await open(['cells.png'], ['cells_labels.tif', 'labels']);
    expect([names(), annotated()]).toEqual([['cells.png'], ['cells.png']]);
    const id = store.getState().currentImageId ?? '';
    const { annotations, shownOverlay, notices } = store.getState();
    expect(annotations[id]?.state).toMatchObject({ objectCount: 2, annotatedPixels: 32 });
    expect(shownOverlay).toBe('annotation');
    expect(notices[0]?.text).toContain('One label image was taken');
    expect(selectUnsavedCount(store.getState())).toBe(0);
    await store.actions.undoAnnotation(id);
    expect(store.getState().annotations[id]?.state).toMatchObject({ annotatedPixels: 0 });
  });

  it('are paired by folder, and told once', async () => {
    const { store, open, names, annotated } = setUp();
    await open(
      ['s/images/1.png'],
      ['s/images/2.png'],
      ['s/labels/1.png', 'labels'],
      ['s/labels/2.png', 'labels'],
    );
    expect(names()).toEqual(['1.png', '2.png']);
    expect(annotated()).toEqual(['1.png', '2.png']);
    expect(store.getState().notices.map(({ text }) => text)).toEqual([
      '2 label images were taken as annotations of their images.',
    ]);
  });

  it('are told by their pixels where names are the same, in either order', async () => {
    const { open, names, annotated } = setUp();
    await open(['a.png', 'labels'], ['a.tif'], ['b.png'], ['b.tif', 'labels']);
    expect(names()).toEqual(['a.tif', 'b.png']);
    expect(annotated()).toEqual(['a.tif', 'b.png']);
  });

  it('may come later than their image', async () => {
    const { open, names, annotated } = setUp();
    await open(['a.png']);
    await open(['a.tif', 'labels']);
    expect([names(), annotated()]).toEqual([['a.png'], ['a.png']]);
    await open(['a.png']);
    expect(names()).toEqual(['a.png', 'a.png']);
  });

  it('named after a plane go to that plane, whichever is shown', async () => {
    const { store, open, names } = setUp();
    await open(['a.tif']);
    await open(['a_z3.labels.tif', 'labels']);
    const id = store.getState().currentImageId ?? '';
    const shown = () => store.getState().images[0]?.info?.pageIndex;
    const count = () => store.getState().annotations[id]?.state.objectCount;
    expect([names(), shown(), count()]).toEqual([['a.tif'], 2, 2]);
    await store.actions.setPage(id, 0);
    expect(count()).toBeUndefined();
  });

  it('named after a plane that their image lacks are asked about', async () => {
    const { store, open } = setUp();
    await open(['a.tif']);
    const opening = open(['a_t7_labels.tif', 'labels']);
    await eventually(() => expect(store.getState().importOffers).toHaveLength(1));
    store.actions.answerImport(null);
    await opening;
    expect(store.getState().annotations).toEqual({});
  });

  it('are refused with both sizes when these differ', async () => {
    const { store, open, annotated } = setUp();
    await open(['a.png'], ['a_mask.png', 'labels wide']);
    expect(annotated()).toEqual([]);
    expect(store.getState().alerts).toMatchObject([
      { code: 'shape-mismatch', title: 'a_mask.png could not be used as annotation' },
    ]);
    expect(store.getState().alerts[0]?.message).toContain('16 × 4 px');
    expect(store.getState().alerts[0]?.message).toContain('a.png has 8 × 4 px');
  });

  it('are images themselves without one, and nothing where their image is damaged', async () => {
    const { store, open, names } = setUp();
    await open(['alone_labels.png', 'labels'], ['bad.png', 'bad'], ['bad_mask.png', 'labels']);
    expect(names()).toEqual(['alone_labels.png']);
    expect(store.getState().alerts.map(({ title }) => title)).toEqual([
      'bad.png could not be opened',
    ]);
  });
});
