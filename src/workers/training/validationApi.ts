import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { ValidationScores } from '#domain/training/scoreValidation.ts';
import type { ImageReceiver } from '#workers/training/imageReceiver.ts';

/**
 * What the validation worker offers. It cuts tiles out of the validation images, gathers what the
 * engine makes of them and scores the result; the engine itself is elsewhere. Types only.
 */
export interface ValidationApi extends ImageReceiver {
  /**
   * Chooses, by the seed, what of the images given so far is validated on. Views follow the images; the view of an image that
   * is not scored is still there to be shown.
   */
  open(request: {
    readonly network: UnetSpec;
    readonly settings: InstanceSettings;
    readonly seed: number;
    /** About this many pixels are scored in all. */
    readonly budgetPx: number;
    /** Largest input edge of a tile, px; raised to the smallest valid one. */
    readonly maxInputEdgePx: number;
  }): readonly ValidationView[];
  /** Cuts every view into smaller tiles, after the engine ran out of memory. */
  replan(request: { readonly maxInputEdgePx: number }): readonly ValidationView[];
  /** Pixels of a tile with mirrored borders. */
  readTile(request: { readonly view: number; readonly tile: number }): {
    /** [height, width, channels] */
    readonly pixels: Float32Array<ArrayBuffer>;
    readonly width: number;
    readonly height: number;
  };
  /** Stores what the engine made of a tile. */
  writeTile(request: {
    readonly view: number;
    readonly tile: number;
    /** [outputHeight, outputWidth], 0…1 */
    readonly probability: Float32Array<ArrayBuffer>;
  }): null;
  /** Means over the scored views; `null` when nothing is annotated. */
  score(request: Record<string, never>): ValidationScores | null;
  /** A view as it stands. */
  picture(request: { readonly view: number }): {
    readonly width: number;
    readonly height: number;
    /** [height, width], first channel */
    readonly grey: Uint8Array<ArrayBuffer>;
    /** [height, width], 0…255 */
    readonly probability: Uint8Array<ArrayBuffer>;
  };
}

/** The part of one image that is predicted. */
export interface ValidationView {
  readonly imageId: string;
  readonly isScored: boolean;
  readonly tileCount: number;
  readonly inputEdgePx: number;
}
