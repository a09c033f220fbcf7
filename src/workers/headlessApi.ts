import type { EvaluationScores } from '#domain/metrics/evaluationScores.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelFormat } from '#domain/model/modelFormat.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { ValidationPoint } from '#domain/training/trainingProgress.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingRecord } from '#domain/training/trainingRecord.ts';
import type { ErrorCode } from '#lib/errors.ts';

/**
 * What the page offers to the commands that drive it without a window, as `window.cellpane`. Pixels
 * and results travel by address, read with GET and written with POST. Types only.
 */
export interface HeadlessApi {
  /** Cards of the models at hand. */
  readonly models: () => Promise<HeadlessOutcome<readonly ModelCard[]>>;
  readonly segment: (request: SegmentFileRequest) => Promise<HeadlessOutcome<SegmentFileReport>>;
  readonly evaluate: (request: EvaluateFileRequest) => Promise<HeadlessOutcome<EvaluateFileReport>>;
  readonly train: (request: TrainFilesRequest) => Promise<HeadlessOutcome<TrainFilesReport>>;
  /** Posts a model as one file. */
  readonly exportModel: (request: ExportModelRequest) => Promise<HeadlessOutcome<null>>;
}

/** A model, and where its file is posted. */
export interface ExportModelRequest {
  readonly modelId: string;
  readonly format: ModelFormat;
  readonly fileUrl: string;
}

/** An exception would lose its code on the way out of the page. */
export type HeadlessOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** An image at an address. */
export interface AddressedFile {
  readonly url: string;
  readonly name: string;
}

/** How an image becomes a probability map. */
export interface HeadlessRun {
  readonly file: AddressedFile;
  readonly modelId: string;
  /** Resampling before the network, 0.25–4; `null` = as the model's card says. */
  readonly scale: number | null;
  readonly averageSymmetries: boolean;
}

/** Segments one image with the model's default settings. */
export interface SegmentFileRequest extends HeadlessRun {
  /** Where the label image (TIFF) is posted. */
  readonly labelsUrl: string;
  /** Where the measurements (CSV) are posted. */
  readonly tableUrl: string;
}

/** Where a run took place. */
export interface HeadlessPlace {
  readonly backend: string;
  readonly adapter: string;
}

/** An entry of `run.json`. */
export interface SegmentFileReport extends HeadlessPlace {
  readonly width: number;
  readonly height: number;
  readonly objects: number;
  readonly tiles: number;
  readonly ms: {
    readonly decode: number;
    readonly inference: number;
    readonly instances: number;
    /** From the first byte read to the last byte posted. */
    readonly total: number;
  };
}

/** Scores one image against its truth, once per variant of the model's settings. */
export interface EvaluateFileRequest extends HeadlessRun {
  readonly truth: AddressedFile;
  readonly labelKind: 'auto' | 'classes';
  readonly variants: readonly Partial<InstanceSettings>[];
}

/** Scores in the order of the variants. */
export interface EvaluateFileReport extends HeadlessPlace {
  readonly scores: readonly EvaluationScores[];
}

/** An image and its truth. */
export interface LabelledFile {
  /** For the record, such as the path below the data's folder. */
  readonly name: string;
  readonly file: AddressedFile;
  readonly labels: AddressedFile;
}

/** Trains on some images and posts the best weights. */
export interface TrainFilesRequest {
  readonly training: readonly LabelledFile[];
  /** `null` = split off by the seed. */
  readonly validation: readonly LabelledFile[] | null;
  readonly labelKind: 'auto' | 'classes';
  /** Model to fine-tune; `null` = from scratch. */
  readonly fromModelId: string | null;
  readonly recipe: TrainingRecipe;
  /** When training must end, in ms since 1970; `null` = by iterations alone. */
  readonly deadlineMs: number | null;
  /** Title of the model. */
  readonly title: string;
  /** Where the weights are posted: 32-bit floats in the order of `weightShapes`. */
  readonly weightsUrl: string;
}

/** How a training ended. */
export interface TrainFilesReport {
  readonly card: ModelCard;
  readonly record: TrainingRecord;
  readonly endedBy: string;
  readonly notes: readonly string[];
  /** Images that could not be read and were left out. */
  readonly failures: readonly {
    readonly file: string;
    readonly code: ErrorCode;
    readonly message: string;
  }[];
}

/** How a training stands, told now and then. */
export interface TrainingProgressReport {
  readonly phase: string;
  readonly iteration: number;
  readonly iterations: number;
  readonly loss: number | null;
  readonly secondsLeft: number | null;
  readonly validation: ValidationPoint | null;
}
