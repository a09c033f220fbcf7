import { askToLast } from '#app/askToLast.ts';
import { copyText } from '#app/copyText.ts';
import { freshId } from '#app/freshId.ts';
import { createModelService, findModel } from '#app/modelService.ts';
import { createOfflineService } from '#app/offline/createOfflineService.ts';
import { saveFile } from '#app/saveFile.ts';
import { SAMPLES } from '#domain/simulation/sampleList.ts';
import { openStorage } from '#storage/backend/openStorage.ts';
import { createCheckpointStore } from '#storage/createCheckpointStore.ts';
import { ModelStore } from '#storage/modelStore.ts';
import { STORAGE_NAME } from '#storage/storageName.ts';
import { sweepStorage } from '#storage/sweepStorage.ts';
import type { HoldingWorker, Services } from '#store/services.ts';
import { startAnnotationService } from '#workers/annotationService.ts';
import { askCatalog } from '#workers/catalogService.ts';
import type { BackendChoice } from '#workers/chooseBackend.ts';
import { decodeFile, readFileSet } from '#workers/decodeFile.ts';
import { watchPreviews } from '#workers/decodePreviews.ts';
import { startExport } from '#workers/exportService.ts';
import { startImageService } from '#workers/imageService.ts';
import { loadEngineService } from '#workers/loadEngineService.ts';
import { objectFilesService } from '#workers/objectFilesService.ts';
import { startProjectService } from '#workers/projectService.ts';
import { startSampling } from '#workers/samplingService.ts';
import { loadTrainingService } from '#workers/training/loadTrainingService.ts';

/** How the page, or a script that drives it, wants its services. */
export interface WiringOptions {
  readonly backend: BackendChoice;
  /** Absolute URL of the folder that holds `index.json` and the models' folders; ends in `/`. */
  readonly modelsUrl: string;
  /** Input edge of tiles in px; `null` = chosen from the memory at hand. */
  readonly tileEdge: number | null;
  /** Upper limit of WASM workers; `null` = one per core. */
  readonly maxWorkers: number | null;
}

const BACKENDS: readonly BackendChoice[] = ['auto', 'webgpu', 'webgl', 'wasm'];

/** Options of the page itself: shipped models, and `?backend=` of its address. */
export function optionsFromAddress(location: Location): WiringOptions {
  const wanted = new URLSearchParams(location.search).get('backend');
  return {
    backend: BACKENDS.find((backend) => backend === wanted) ?? 'auto',
    modelsUrl: new URL('models/', location.href).href,
    tileEdge: null,
    maxWorkers: null,
  };
}

/** Starts the workers and joins everything that the store needs from outside. */
export function wireServices(options: WiringOptions): Services {
  const { backend, modelsUrl, tileEdge, maxWorkers } = options;
  const replaced = new Set<(worker: HoldingWorker) => void>();
  const tellReplaced = (worker: HoldingWorker) => () => {
    for (const listener of replaced) listener(worker);
  };
  const image = startImageService(tellReplaced('image'));
  const storage = openStorage(STORAGE_NAME);
  // A sweep that fails leaves some files behind until the next start.
  void storage.then(sweepStorage).catch(() => null);
  const places = { modelsUrl, kept: new ModelStore(storage) };
  return {
    decode: decodeFile,
    watchPreviews,
    readFileSet,
    image,
    objectFiles: objectFilesService,
    annotation: startAnnotationService(tellReplaced('annotation')),
    onWorkerReplaced: (listener) => replaced.add(listener),
    engine: loadEngineService({
      choice: backend,
      tileEdge,
      maxWorkers,
      image,
      findModel: (modelId) => findModel(places, modelId),
    }),
    models: createModelService(places),
    startSampling,
    startExport,
    training: loadTrainingService({ backend }),
    checkpoints: createCheckpointStore(storage),
    projects: startProjectService(),
    freshId,
    askToLast,
    storageStatus: async () => (await storage).status,
    saveFile,
    readRecipe: (text) => askCatalog((client) => client.readRecipe({ text })),
    copyText,
    samples: SAMPLES,
    makeSample: async (sampleId) => {
      const { image: sample } = await askCatalog((client) => client.makeSample({ sampleId }));
      return sample;
    },
    batch: async () => (await import('#app/batchServices.ts')).batchServices(),
    offline: createOfflineService(),
  };
}
