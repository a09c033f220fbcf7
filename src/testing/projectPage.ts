import { expect } from 'vitest';
import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { type AppStore, createAppStore } from '#store/appStore.ts';
import type { Services } from '#store/services.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';
import { fakeBackend } from '#testing/fakeStorage.ts';

const START = { isEraser: false, valueUnder: UNANNOTATED, isAlternate: false };

/** A page over storage that other pages may have used before; all its images are there. */
export async function openPage(backend: StorageBackend = fakeBackend()) {
  const { services, control } = fakeServices(backend);
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await eventually(() => {
    expect(store.getState().images.some(({ status }) => status === 'loading')).toBe(false);
  });
  const save = () => store.getState().project.save.kind;
  return {
    backend,
    services,
    control,
    store,
    actions: store.actions,
    getState: store.getState,
    save,
    /** Resolves once everything is stored, if need be by the try that comes 3 s after a failure. */
    saved: () => eventually(() => expect(save()).toBe('saved')),
    /** Ids in the order of the list. */
    ids: () => store.getState().images.map(({ id }) => id),
    open: (...names: string[]) =>
      store.actions.openFiles(names.map((name) => ({ file: fakeFile(name), folder: '' }))),
    dot: (imageId: string, x: number, y: number) =>
      store.actions.paintStroke(
        imageId,
        Float32Array.of(x + 0.5, y + 0.5, 0.4),
        store.actions.planStroke(imageId, START),
      ),
    everything: () => everythingOf(store, services),
  };
}

/** A page, as `openPage` gives it. */
export type ProjectPage = Awaited<ReturnType<typeof openPage>>;

/** All that a project keeps, as the page and its workers have it. */
async function everythingOf({ getState }: AppStore, { annotation }: Services) {
  const state = getState();
  const images = state.images.map(
    ({ id, name, folder, status, info, display, pixelSizeUm, input, rectangle, predictions }) => {
      const result = state.results[id];
      const others = predictions.filter(({ pageIndex }) => pageIndex !== info?.pageIndex);
      const found = result && {
        modelId: result.modelId,
        settings: result.settings,
        deletions: result.deletions,
        areas: [...(result.objects.columns[1]?.values ?? [])],
      };
      const own = { id, name, folder, status, info, display, pixelSizeUm, input, rectangle };
      return { ...own, others, found };
    },
  );
  // One that was begun and never changed is as good as none.
  const annotated = Object.entries(state.annotations).filter(
    ([
      ,
      {
        state: { annotatedPixels, undoTitle, redoTitle },
      },
    ]) => annotatedPixels > 0 || undoTitle !== null || redoTitle !== null,
  );
  const annotations = annotated.map(async ([imageId, { state: annotationState }]) => {
    const { labels, classes } = await annotation.read({ imageId });
    return [imageId, { annotationState, pixels: [...labels.data], classes }] as const;
  });
  const { chosenModelId, runOptions, overlay, shownOverlay, paint, training } = state;
  return {
    project: { id: state.project.id, title: state.project.title },
    images,
    annotations: Object.fromEntries(await Promise.all(annotations)),
    // What undo has left empty is as good as none.
    tunedSettings: Object.fromEntries(
      Object.entries(state.tunedSettings).filter(([, tuned]) => Object.keys(tuned).length > 0),
    ),
    currentImageId: state.currentImageId,
    settings: { chosenModelId, runOptions, overlay, shownOverlay, paint, setup: training.setup },
  };
}
