import type { LabelImage } from '#domain/image/labelImage.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';

/**
 * What a stroke paints: an object's id, `BACKGROUND`, `UNANNOTATED`, or `new` for the next free id.
 */
export type PaintValue = number | 'new';

/**
 * One operation of the user; each is one step of undo. Positions are in px of the image, a pixel's
 * centre at +0.5; flat lists alternate x, y (and radius).
 */
export type AnnotationEdit =
  /** Discs along a polyline: `points` = x, y, radiusPx, x, y, radiusPx, … */
  | {
      readonly kind: 'stroke';
      readonly points: Float32Array<ArrayBuffer>;
      readonly value: PaintValue;
      /** False leaves pixels of other objects as they are. */
      readonly overwritesObjects: boolean;
      /** Class of a `new` object, 1 … classCount − 1; 1 when left out. */
      readonly classIndex?: number;
    }
  | {
      readonly kind: 'polygon';
      /** x, y, x, y, …; closed by itself, even-odd rule */
      readonly points: Float32Array<ArrayBuffer>;
      readonly value: PaintValue;
      readonly overwritesObjects: boolean;
      readonly classIndex?: number;
    }
  /** Floods the 4-connected region of equal value around a pixel. */
  | {
      readonly kind: 'fill';
      readonly x: number;
      readonly y: number;
      readonly value: PaintValue;
      readonly classIndex?: number;
    }
  /** Fills what these objects enclose; all objects when `labels` is `null`. */
  | { readonly kind: 'fill-holes'; readonly labels: readonly number[] | null }
  /** Deleted objects become background. */
  | { readonly kind: 'delete'; readonly labels: readonly number[] }
  /** Deletes every object that the box touches. */
  | { readonly kind: 'delete-in-box'; readonly box: Rectangle }
  /** Everything becomes unannotated. */
  | { readonly kind: 'clear' }
  /** Cuts the objects that the line crosses (`label` only, when given); the parts get new ids. */
  | {
      readonly kind: 'split';
      readonly points: Float32Array<ArrayBuffer>;
      readonly label: number | null;
    }
  /** All become the first. */
  | { readonly kind: 'merge'; readonly labels: readonly number[] }
  | { readonly kind: 'set-class'; readonly labels: readonly number[]; readonly classIndex: number }
  /** Turns whatever is unannotated into background. */
  | { readonly kind: 'background-elsewhere' }
  /**
   * Takes over a label image, such as a prediction or a file: its 0 becomes background, and so does
   * BACKGROUND. With `keepsExisting` only unannotated pixels change, and ids are made unique.
   */
  | {
      readonly kind: 'import';
      readonly labels: LabelImage;
      readonly title: string;
      readonly keepsExisting: boolean;
      /** Classes by object id; those not named are 1. */
      readonly classes?: ReadonlyMap<number, number>;
      /** Nothing outside of these changes, and ids are made unique; the whole image when left out. */
      readonly regions?: readonly Rectangle[];
    };
