import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ModelFormat } from '#domain/model/modelFormat.ts';
import type { FileSet } from '#domain/series/fileSet.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { CheckpointStore } from '#storage/checkpointStore.ts';
import type { StorageStatus } from '#storage/storageStatus.ts';
import type { BatchServices } from '#store/batch/batchServices.ts';
import type { OfflineService } from '#store/offlineService.ts';
import type { AnnotationApi } from '#workers/annotationApi.ts';
import type { Client } from '#workers/contract.ts';
import type { DecodePreview } from '#workers/decodePreviews.ts';
import type { EngineService } from '#workers/engineService.ts';
import type { ExportApi } from '#workers/exportApi.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import type { ObjectFilesService } from '#workers/objectFilesService.ts';
import type { ProjectApi } from '#workers/projectApi.ts';
import type { SamplingApi } from '#workers/samplingApi.ts';
import type { TrainingService } from '#workers/trainingService.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** What the store needs from outside; wired in `app/wireServices.ts`, faked in tests. */
export interface Services {
  readonly decode: (
    file: Blob,
    fileName: string,
    pageIndex: number,
    signal: AbortSignal,
  ) => Promise<DecodedImage>;
  /** Tells of large files while they are decoded; returns its remover. Absent = nothing to see. */
  readonly watchPreviews?: (listener: (preview: DecodePreview) => void) => () => void;
  /** What a file says of the others that make up its image with it; `null` = nothing. */
  readonly readFileSet: (
    file: Blob,
    fileName: string,
    signal: AbortSignal,
  ) => Promise<FileSet | null>;
  readonly image: Client<ImageApi>;
  /** Objects in the files of other tools. */
  readonly objectFiles: ObjectFilesService;
  readonly annotation: Client<AnnotationApi>;
  /** Tells from now on when a worker died and a fresh one, which holds nothing, took its place. */
  readonly onWorkerReplaced: (listener: (worker: HoldingWorker) => void) => void;
  readonly engine: EngineService;
  readonly models: ModelService;
  readonly training: TrainingService;
  /** Starts a worker that draws previews of training samples; whoever starts it terminates it. */
  readonly startSampling: () => WorkerHandle<SamplingApi>;
  /** Starts a worker that writes one set of files; whoever starts it terminates it. */
  readonly startExport: () => WorkerHandle<ExportApi>;
  /** Unfinished training runs, to go on with after the tab was closed; see `CheckpointStore`. */
  readonly checkpoints: CheckpointStore;
  /** Projects in the browser's storage. */
  readonly projects: Client<ProjectApi>;
  /** An id like `image-3f9c…` that no other tab and no other visit gives. */
  readonly freshId: (prefix: string) => string;
  /** Asks the browser not to clear the storage when space gets short; true once it has promised. */
  readonly askToLast: () => Promise<boolean>;
  /** Whether kept models and checkpoints outlive the page. */
  readonly storageStatus: () => Promise<StorageStatus>;
  /** The recipe in a JSON text of unknown origin. @throws `invalid-argument` */
  readonly readRecipe: (text: string) => Promise<TrainingRecipe>;
  /** Puts a text on the clipboard; false where the browser does not let the page do it. */
  readonly copyText: (text: string) => Promise<boolean>;
  /** Offers bytes to the user as a download. */
  readonly saveFile: (
    fileName: string,
    bytes: Uint8Array<ArrayBuffer> | Blob,
    mimeType: string,
  ) => void;
  /** Simulated samples with ground truth; `makeSample` runs in a worker. */
  readonly samples: readonly SampleInfo[];
  readonly makeSample: (sampleId: string) => Promise<DecodedImage>;
  /** What the segmentation of whole folders needs; fetched at the first call. */
  readonly batch: () => Promise<BatchServices>;
  /** Work without a network, and newer versions of the page. */
  readonly offline: OfflineService;
}

/** A worker that holds what is open. */
export type HoldingWorker = 'image' | 'annotation';

export interface SampleInfo {
  readonly id: string;
  readonly title: string;
  /** Model that suits it. */
  readonly modelId: string;
}

/** The models that come with the page, and those kept in this browser. */
export interface ModelService {
  /** Cards of the models that come with the page. @throws `not-found`, `bad-model` */
  readonly list: () => Promise<readonly ModelCard[]>;
  /** Cards of the models kept in this browser, oldest first. */
  readonly listKept: () => Promise<readonly ModelCard[]>;
  /**
   * Keeps a model under a fresh id made from its title; the id of the given card is not used.
   * Returns the card as kept; nothing is kept when it fails.
   *
   * @throws `bad-model` when the weights do not fit the card's network, `storage-full`
   */
  readonly keep: (model: ModelContent) => Promise<ModelCard>;
  /** The card under its new title. @throws `not-found`, `storage-full` */
  readonly rename: (modelId: string, title: string) => Promise<ModelCard>;
  /** Takes a kept model off the list; `restore` brings it back until `forget` or the next start. */
  readonly remove: (modelId: string) => Promise<void>;
  /** Undoes `remove`. @throws `not-found` when the model was forgotten meanwhile */
  readonly restore: (modelId: string) => Promise<ModelCard>;
  /** Frees the space of a removed model. No error when there is none. */
  readonly forget: (modelId: string) => Promise<void>;
  /** Card and weights of any model, such as to fine-tune it. @throws `not-found`, `bad-model` */
  readonly read: (modelId: string) => Promise<ModelContent>;
  /**
   * Any model as one file; for a package of bioimage.io it is run on a tile first.
   *
   * @throws `not-found`, `bad-model`, `invalid-argument` when the form cannot express it
   */
  readonly pack: (modelId: string, format: ModelFormat) => Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The model in files that belong together: `model.json`, its weight files and perhaps `card.json`, an
   * ONNX file of ours, a package of bioimage.io, or a ZIP file of them. It is checked, but not kept yet; without a card it gets `title`.
   *
   * @throws `bad-model` when a file is missing or no such model, `not-found` when a ZIP file holds no
   *   `model.json`, `too-large`
   */
  readonly readFiles: (files: readonly File[], title: string) => Promise<ModelContent>;
}

export type { CheckpointSummary } from '#storage/checkpointStore.ts';
export type {
  EngineStatus,
  PredictReport,
  PredictRequest,
  RunProgress,
} from '#workers/engineService.ts';
export type { LivePrediction, TrainingPlan } from '#workers/trainingService.ts';
