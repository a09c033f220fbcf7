import { type AnnotationSlice, initialAnnotation } from '#store/slices/annotationSlice.ts';
import { type BatchSlice, initialBatch } from '#store/slices/batchSlice.ts';
import { type EvaluationSlice, initialEvaluation } from '#store/slices/evaluationSlice.ts';
import { type ExportSlice, initialExport } from '#store/slices/exportSlice.ts';
import { type HistorySlice, initialHistory } from '#store/slices/historySlice.ts';
import { type ImagesSlice, initialImages } from '#store/slices/imagesSlice.ts';
import { type ImportSlice, initialImport } from '#store/slices/importSlice.ts';
import { initialMessages, type MessagesSlice } from '#store/slices/messagesSlice.ts';
import { initialModels, type ModelsSlice } from '#store/slices/modelsSlice.ts';
import { initialOffline, type OfflineSlice } from '#store/slices/offlineSlice.ts';
import { initialProject, type ProjectSlice } from '#store/slices/projectSlice.ts';
import { initialResults, type ResultsSlice } from '#store/slices/resultsSlice.ts';
import { initialRun, type RunSlice } from '#store/slices/runSlice.ts';
import { initialTraining, type TrainingSlice } from '#store/slices/trainingSlice.ts';
import { initialTuning, type TuningSlice } from '#store/slices/tuningSlice.ts';
import { initialView, type ViewSlice } from '#store/slices/viewSlice.ts';

/** Everything the page knows. Facts and ids only: pixels, maps and labels stay in the worker. */
export interface AppState
  extends ImagesSlice,
    ResultsSlice,
    TuningSlice,
    TrainingSlice,
    ModelsSlice,
    RunSlice,
    AnnotationSlice,
    BatchSlice,
    EvaluationSlice,
    ExportSlice,
    HistorySlice,
    ImportSlice,
    MessagesSlice,
    ProjectSlice,
    OfflineSlice,
    ViewSlice {}

export const initialState: AppState = {
  ...initialImages,
  ...initialResults,
  ...initialTuning,
  ...initialTraining,
  ...initialModels,
  ...initialRun,
  ...initialAnnotation,
  ...initialEvaluation,
  ...initialBatch,
  ...initialExport,
  ...initialHistory,
  ...initialImport,
  ...initialMessages,
  ...initialProject,
  ...initialOffline,
  ...initialView,
};
