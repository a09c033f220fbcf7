import type { CoarseView } from '#domain/image/coarsePicture.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewTile } from '#domain/image/viewTile.ts';
import type { ModelFormat } from '#domain/model/modelFormat.ts';
import {
  type ActionContext,
  closeNotice,
  reportFailure,
  type TileListener,
} from '#store/actions/actionContext.ts';
import { closeAll, closeImage } from '#store/actions/closeImages.ts';
import {
  clickObject,
  deleteSelection,
  selectObjects,
  undoDelete,
} from '#store/actions/editObjects.ts';
import {
  copyModelMethods,
  exportModel,
  removeModel,
  renameModel,
} from '#store/actions/keptModels.ts';
import { pickModelFiles } from '#store/actions/loadModelFiles.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';
import { openFiles, pasteImages } from '#store/actions/openFiles.ts';
import { openSample, type SampleRequest } from '#store/actions/openSample.ts';
import { readTile, type TileRequest } from '#store/actions/readTile.ts';
import { cancelJob, segmentImages, segmentPlanes } from '#store/actions/segmentImages.ts';
import { setPage } from '#store/actions/setPage.ts';
import { type StartRequest, startUp } from '#store/actions/startUp.ts';
import * as view from '#store/actions/viewActions.ts';
import { watchPreview } from '#store/actions/watchPreview.ts';
import { annotationActions } from '#store/annotationActions.ts';
import { batchActions } from '#store/batchActions.ts';
import { evaluationActions } from '#store/evaluationActions.ts';
import { exportActions } from '#store/exportActions.ts';
import { historyActions } from '#store/historyActions.ts';
import { offlineActions } from '#store/offlineActions.ts';
import { projectActions } from '#store/projectActions.ts';
import { settingActions } from '#store/settingActions.ts';
import type { ImportAnswer } from '#store/slices/importSlice.ts';
import type { PlaySpeed } from '#store/slices/viewSlice.ts';
import { trainingActions } from '#store/trainingActions.ts';

/** Everything that can be done with the page; see the functions of the same names. */
export type AppActions = ReturnType<typeof createActions>;

/** Binds every action to its store and services. */
export function createActions(context: ActionContext) {
  return {
    ...imageActions(context),
    ...runActions(context),
    ...objectActions(context),
    ...exportActions(context),
    ...annotationActions(context),
    ...evaluationActions(context),
    ...settingActions(context),
    ...batchActions(context),
    ...historyActions(context),
    ...trainingActions(context),
    ...viewActions(context),
    ...messageActions(context),
    ...modelActions(context),
    ...projectActions(context),
    ...offlineActions(context),
  };
}

function imageActions(context: ActionContext) {
  return {
    startUp: (request: StartRequest) => startUp(context, request),
    openFiles: (files: readonly OpenableFile[]) => openFiles(context, files),
    pasteImages: (files: readonly File[]) => pasteImages(context, files),
    /** Asks what objects in files belong to, and takes them over. */
    importObjects: async (files: readonly OpenableFile[]) => {
      const { importPicked } = await import('#store/importing/importFiles.ts');
      await importPicked(context, files);
    },
    /** Answers what `importOffers` asks; `null` = nothing is imported. */
    answerImport: (answer: ImportAnswer | null) => context.running.answerImport?.(answer),
    openSample: (request: SampleRequest) => openSample(context, request),
    closeImage: (imageId: string) => closeImage(context, imageId),
    closeAll: () => closeAll(context),
    setPage: (imageId: string, pageIndex: number) => setPage(context, imageId, pageIndex),
    /** Plays the planes of the current image one after the other, or stops. */
    togglePlay: async () => {
      const { togglePlay } = await import('#store/series/playPlanes.ts');
      await togglePlay(context);
    },
    setPlaySpeed: (playSpeed: PlaySpeed) => context.store.setState({ playSpeed }),
    selectImage: (imageId: string) => view.selectImage(context, imageId),
    stepImage: (step: 1 | -1) => view.stepImage(context, step),
    /** Calls `listener` for each part of a map that a run fills; returns its remover. */
    onMapChange: (listener: TileListener): (() => void) => {
      context.running.tileListeners.add(listener);
      return () => context.running.tileListeners.delete(listener);
    },
    /** Calls `listener` with what can be seen of a large image while it is read. */
    watchPreview: (imageId: string, listener: (view: CoarseView) => void): (() => void) =>
      watchPreview(context, imageId, listener),
    /** Texels for the viewer and the thumbnails. */
    readTile: (request: TileRequest, signal?: AbortSignal): Promise<ViewTile> =>
      readTile(context, request, signal ? { signal } : {}),
    samples: context.services.samples,
  };
}

function runActions(context: ActionContext) {
  const { store } = context;
  return {
    segmentCurrent: () => {
      const { currentImageId } = store.getState();
      return segmentImages(context, currentImageId === null ? [] : [currentImageId]);
    },
    segmentAll: () =>
      segmentImages(
        context,
        store.getState().images.map(({ id }) => id),
      ),
    /** Every plane of the current image. */
    segmentPlanes: () => {
      const { currentImageId } = store.getState();
      return currentImageId === null ? Promise.resolve() : segmentPlanes(context, currentImageId);
    },
    cancel: () => cancelJob(context),
  };
}

function objectActions(context: ActionContext) {
  return {
    selectObjects: (imageId: string, labels: ReadonlySet<number>) =>
      selectObjects(context, imageId, labels),
    clickObject: (imageId: string, label: number, isAdditive: boolean) =>
      clickObject(context, imageId, label, isAdditive),
    hoverObject: (hoveredLabel: number | null) => context.store.setState({ hoveredLabel }),
    deleteSelection: (imageId: string) => deleteSelection(context, imageId),
    undoDelete: (imageId: string) => undoDelete(context, imageId),
  };
}

function viewActions(context: ActionContext) {
  return {
    /** Tells how to ask the viewer for the part it shows; returns the remover. */
    provideVisibleRegion: (read: () => Rectangle | null): (() => void) => {
      context.running.visibleRegion = read;
      return () => {
        context.running.visibleRegion = () => null;
      };
    },
  };
}

function modelActions(context: ActionContext) {
  return {
    /** Loads a model from picked files: `model.json` with its weights, or a ZIP file. */
    loadModel: (files: readonly File[]) => pickModelFiles(context, files),
    renameModel: (modelId: string, title: string) => renameModel(context, modelId, title),
    removeModel: (modelId: string) => removeModel(context, modelId),
    exportModel: (modelId: string, format: ModelFormat) => exportModel(context, modelId, format),
    copyModelMethods: (modelId: string) => copyModelMethods(context, modelId),
  };
}

function messageActions(context: ActionContext) {
  const { store, running } = context;
  return {
    reportFailure: (title: string, error: unknown) => reportFailure(context, title, error),
    dismissAlert: (alertId: string) =>
      store.setState(({ alerts }) => ({ alerts: alerts.filter(({ id }) => id !== alertId) })),
    dismissAllAlerts: () => store.setState({ alerts: [] }),
    dismissNotice: (noticeId: string) => closeNotice(context, noticeId, false),
    takeNoticeAction: (noticeId: string) => closeNotice(context, noticeId, true),
    answerQuestion: (answer: boolean) => {
      const resolve = running.answerQuestion;
      running.answerQuestion = null;
      store.setState({ question: null });
      resolve?.(answer);
    },
  };
}
