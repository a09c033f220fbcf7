import type { FileImage } from '#domain/image/fileImage.ts';
import type { PixelData, PixelType } from '#domain/image/pixelType.ts';
import type { StackAxes, StackPlace } from '#domain/image/stackAxes.ts';

/** One page of an image file, as stored: nothing scaled, inverted or rounded. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly pixelType: PixelType;
  /** One plane per channel, each [height, width], all of `pixelType`. Alpha is not among them. */
  readonly channels: readonly PixelData[];
  /** Names by channel, from metadata where it has them, else `Red`, `Green`, `Blue` or `Channel 1`. */
  readonly channelNames: readonly string[];
  /** `#rrggbb` by channel where the file tells them, `null` for those of which it does not. */
  readonly channelColors?: readonly (string | null)[];
  /** True where the file says that 0 is white: it is shown so, the values stay as stored. */
  readonly isZeroWhite?: boolean;
  /** True when the channels are the red, green and blue of one colour picture. */
  readonly isRgb: boolean;
  /** Bits that carry information, e.g. 12 for packed 12-bit data in `uint16`. */
  readonly bitsPerSample: number;
  /** Which page this is, from 0. */
  readonly pageIndex: number;
  readonly pageCount: number;
  /** Where pages lie in z and time (see `placeOf`); left out where the file does not say. */
  readonly stack?: StackAxes;
  /** Where the file holds several images: which pages are whose. Known of a file, not of an open image. */
  readonly fileImages?: readonly FileImage[];
  /**
   * Where the pages lay in the stack that they were taken from, where the file tells it of each. Known
   * of a file, and told with its first page.
   */
  readonly pagePlaces?: readonly StackPlace[];
  /** Edge of a pixel in µm when the file says so, else `null`. */
  readonly pixelSizeUm: number | null;
  /**
   * Size of the page in the file, px, where that is too large and this is a reduced copy out of the
   * same file. `pixelSizeUm` is that of the copy.
   */
  readonly fullSize?: { readonly width: number; readonly height: number };
  /** `TIFF`, `PNG`, … for people. */
  readonly formatName: string;
}
