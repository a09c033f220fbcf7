import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ImageLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import type { ObjectTable } from '#domain/measurement/objectTable.ts';
import type { EvaluationScores } from '#domain/metrics/evaluationScores.ts';
import type { ModelInput } from '#domain/model/modelInput.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';

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
  /** A copy of the probability map for keeping, and where the network has filled it. */
  readPrediction(request: { readonly imageId: string }): {
    readonly map: ProbabilityMap;
    readonly regions: readonly Rectangle[] | null;
  };
  /** Takes over a map that was kept (transfer it) and finds its objects, without the deleted ones. */
  restorePrediction(request: {
    readonly imageId: string;
    readonly map: ProbabilityMap;
    readonly regions: readonly Rectangle[] | null;
    readonly settings: InstanceSettings;
    readonly deletions: InstanceResult['deletions'];
    readonly pixelSizeUm: number | null;
  }): InstanceResult;
  /** A copy of the objects as they are now, without the deleted ones. */
  readLabels(request: { readonly imageId: string }): SegmentedLabels;
  /**
   * Reads an image as labels: objects by id, or the components of a mask (transfer the pixels).
   *
   * @throws `unsupported-format` when it holds colours or values that are no ids
   */
  labelsFromImage(request: { readonly image: DecodedImage }): LabelImage;
  /**
   * An annotation as a label TIFF: objects by id, 0 for all else (transfer the labels). Needs no open
   * image.
   */
  encodeAnnotation(request: {
    readonly labels: LabelImage;
    readonly pixelSizeUm: number | null;
  }): Uint8Array<ArrayBuffer>;
  exportResult(request: {
    readonly imageId: string;
    readonly kind: ExportKind;
    readonly pixelSizeUm: number | null;
  }): Uint8Array<ArrayBuffer>;
  /** Scores the label image against the truth (`npm run evaluate`). */
  evaluate(request: {
    readonly imageId: string;
    readonly truth: DecodedImage;
    readonly labelKind: LabelKind;
  }): EvaluationScores;
}

/**
 * How a truth image is read: `auto` = objects by id, or the components of a 0/255 mask; `classes` =
 * class indices, objects the 4-connected components of every class but 0.
 */
export type LabelKind = 'auto' | 'classes';

export type ExportKind = 'labels-tiff' | 'mask-png' | 'objects-csv';

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
