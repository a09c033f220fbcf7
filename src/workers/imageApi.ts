import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { RowRange } from '#domain/image/paintShownRows.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ShownChannel } from '#domain/image/shownChannel.ts';
import type { ImageLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import type { ObjectTable } from '#domain/measurement/objectTable.ts';
import type { EvaluationRow } from '#domain/metrics/evaluationRow.ts';
import type { EvaluationScores } from '#domain/metrics/evaluationScores.ts';
import type { WrongObject } from '#domain/metrics/truth/comparedObjects.ts';
import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';
import type { ModelInput } from '#domain/model/modelInput.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { LabelReading, ReadLabels } from '#domain/segmentation/labelReading.ts';

/**
 * What the image worker offers. It owns the pixels, probability maps and label images of every open
 * image; the page holds only ids, viewer tiles and tables. Types only.
 */
export interface ImageApi {
  /** Takes over the pixels (transfer them). Replaces the page shown under the same id. */
  addImage(request: {
    readonly imageId: string;
    readonly image: DecodedImage;
  }): readonly ChannelSummary[];
  removeImage(request: { readonly imageId: string }): null;
  /** A copy of the pixels, such as to store them. */
  readImage(request: { readonly imageId: string }): DecodedImage;
  /** @throws `not-found` when the layer does not exist yet */
  readTile(request: {
    readonly imageId: string;
    readonly layer: ImageLayer;
    readonly address: ViewTileAddress;
  }): ViewTile;

  /** Prepares an inference run; size of the grid the network sees (image · scale). */
  beginPrediction(request: {
    readonly imageId: string;
    readonly input: ModelInput;
    readonly region: Rectangle | null;
  }): { readonly width: number; readonly height: number; readonly region: Rectangle };
  /** Normalised pixels of a read window with mirrored borders, [height, width, channels]. */
  readWindow(request: {
    readonly imageId: string;
    readonly window: Rectangle;
  }): Float32Array<ArrayBuffer>;
  /**
   * Stores foreground probabilities (0…1) of a write window on the network's grid.
   * Returns the part of the image's grid that changed.
   */
  writeWindow(request: {
    readonly imageId: string;
    readonly window: Rectangle;
    readonly probability: Float32Array<ArrayBuffer>;
  }): Rectangle;
  /**
   * What a training reads of an image: the plane that the network would see, and the annotation on
   * the same grid. Disturbs no run.
   */
  readTrainingData(request: {
    readonly imageId: string;
    readonly input: ModelInput;
    /** Annotation values on the image's grid; transfer them. */
    readonly annotation: LabelImage;
  }): TrainingPlane;
  /** Ends a run: its map replaces the earlier one and its objects, or is thrown away. */
  endPrediction(request: { readonly imageId: string; readonly keep: boolean }): null;

  /** Objects and measurements from the probability map, with the deleted objects left out. */
  extractInstances(request: {
    readonly imageId: string;
    readonly settings: InstanceSettings;
    readonly pixelSizeUm: number | null;
  }): InstanceResult;
  /** Clears objects from the label image; they stay away until undone or segmented again. */
  deleteObjects(request: {
    readonly imageId: string;
    readonly labels: readonly number[];
    readonly pixelSizeUm: number | null;
  }): InstanceResult;
  /** Restores a deletion made last, at most back to the extracted objects. */
  undoDelete(request: {
    readonly imageId: string;
    readonly pixelSizeUm: number | null;
  }): InstanceResult;
  /**
   * A copy of the probability map for keeping, and where the network has filled it; of objects that
   * no map gives `mapFromLabels`.
   */
  readPrediction(request: { readonly imageId: string }): {
    readonly map: ProbabilityMap;
    readonly regions: readonly Rectangle[] | null;
  };
  /** Takes over a map that was kept (transfer it) and finds its objects, without the deleted ones. */
  restorePrediction(request: {
    readonly imageId: string;
    readonly map: ProbabilityMap;
    /** The map is one of `mapFromLabels`: it holds the objects themselves. */
    readonly holdsLabels?: boolean;
    readonly regions: readonly Rectangle[] | null;
    readonly settings: InstanceSettings;
    readonly deletions: InstanceResult['deletions'];
    readonly pixelSizeUm: number | null;
  }): InstanceResult;
  /** A copy of the objects as they are now, without the deleted ones. */
  readLabels(request: { readonly imageId: string }): SegmentedLabels;
  /**
   * Reads an image as labels (transfer the pixels); see `readLabelImage`.
   *
   * @throws `unsupported-format` when it holds colours or values that are no ids
   */
  labelsFromImage(request: {
    readonly image: DecodedImage;
    readonly reading: LabelReading;
  }): ReadLabels;
  /**
   * Shows objects that the network did not find (transfer them) in the place of its prediction, whose
   * map goes.
   *
   * @throws `shape-mismatch` for labels of another size
   */
  showLabels(request: {
    readonly imageId: string;
    readonly labels: LabelImage;
    readonly pixelSizeUm: number | null;
  }): InstanceResult;
  /** Takes objects and map away. */
  clearPrediction(request: { readonly imageId: string }): null;
  /**
   * A copy of the objects with their measurements, and of the map where it is wanted, for the export
   * worker.
   *
   * @throws `not-found` when nothing was found yet
   */
  exportPlane(request: {
    readonly imageId: string;
    readonly isMapWanted: boolean;
    readonly pixelSizeUm: number | null;
  }): PlaneObjects;
  /**
   * The objects of an annotation with their measurements (transfer its values).
   *
   * @throws `shape-mismatch` for one of another size than the image
   */
  exportAnnotation(request: {
    readonly imageId: string;
    readonly annotation: LabelImage;
    readonly pixelSizeUm: number | null;
  }): PlaneObjects;
  /** Rows as the viewer shows them, [rows, width, 3] in 8 bits; see `paintShownRows`. */
  readShownRows(request: {
    readonly imageId: string;
    readonly channels: readonly ShownChannel[];
    readonly rows: RowRange;
  }): Uint8Array<ArrayBuffer>;
  /** Scores the label image against the truth (`npm run evaluate`). */
  evaluate(request: {
    readonly imageId: string;
    readonly truth: DecodedImage;
    readonly labelKind: LabelKind;
  }): EvaluationScores;
  /**
   * Scores the objects against an annotation, whose pixels it takes (transfer them): what nobody
   * annotated and what the network has not looked at is left out.
   *
   * @throws `not-found` without objects, `shape-mismatch` for an annotation of another size
   */
  compareWithTruth(request: {
    readonly imageId: string;
    /** Values as in an annotation. */
    readonly truth: LabelImage;
    /** Where given, the comparison can be drawn (layer `comparison`) until the next one. */
    readonly iouThreshold: number | null;
  }): { readonly comparison: ImageComparison; readonly wrong: readonly WrongObject[] };
  /** Judges the objects of the last comparison at another threshold. @throws `not-found` */
  compareAt(request: {
    readonly imageId: string;
    readonly iouThreshold: number;
  }): readonly WrongObject[];
  /** Frees what the last comparison is drawn from. */
  forgetComparison(request: Record<never, never>): null;
  /** Scores as CSV: a line per image, then their mean. */
  evaluationCsv(request: { readonly rows: readonly EvaluationRow[] }): Uint8Array<ArrayBuffer>;
}

/**
 * How a truth image is read: `auto` = objects by id, or the components of a 0/255 mask; `classes` =
 * class indices, objects the 4-connected components of every class but 0.
 */
export type LabelKind = 'auto' | 'classes';

/** Objects of a plane as they are exported. */
export interface PlaneObjects {
  /** 0 = background. */
  readonly labels: LabelImage;
  readonly objects: ObjectTable;
  /** `null` where it is not wanted or there is none. */
  readonly map: ProbabilityMap | null;
}

/** An image as a training reads it. */
export interface TrainingPlane {
  readonly width: number;
  readonly height: number;
  /** [height, width], normalised */
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly annotation: LabelImage;
}

/** Objects, and where the network has looked for any. */
export interface SegmentedLabels {
  readonly labels: LabelImage;
  /** `null` = in the whole image. */
  readonly regions: readonly Rectangle[] | null;
}

export interface InstanceResult {
  readonly objects: ObjectTable;
  /** Foreground pixels of all objects / pixels of the image, 0…1. */
  readonly coveredFraction: number;
  readonly canUndoDelete: boolean;
  /** One entry per deletion by hand, oldest first: see `ObjectSet.deletions`. */
  readonly deletions: readonly (readonly number[])[];
  readonly ms: { readonly instances: number; readonly measure: number };
}
